/** A file that somebody (`author`) uploaded and nothing has named yet, until `expires_at`. */
export interface UploadTable {
  id: string
  author: string
  name: string
  created_at: string
  expires_at: string
  file_sha256: string
  file_bytes: number
}
