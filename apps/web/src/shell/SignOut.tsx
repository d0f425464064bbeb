import { useNavigate } from '@solidjs/router'
import { forgetEverything } from '../features/form/local.ts'
import { signOut } from '../features/session/sign-in.ts'

/** Signs out, and forgets what this browser keeps of the person. */
export const SignOut = (props: { class: string }) => {
  const navigate = useNavigate()
  return (
    <button
      type="button"
      class={props.class}
      onClick={async () => {
        await signOut()
        forgetEverything()
        navigate('/sign-in')
      }}
    >
      Sign out
    </button>
  )
}
