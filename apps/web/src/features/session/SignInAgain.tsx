import { Modal } from '../../ui/Modal.tsx'
import { SignInForm } from './SignInForm.tsx'
import { signInAgain } from './sign-in.ts'

/** Signs in over the page of somebody whose session ended, so that nothing typed there is lost. */
export default function SignInAgain(props: {
  person: { readonly id: string; readonly name: string; readonly email: string }
}) {
  return (
    <Modal title="Sign in again">
      <p>
        Your session has ended. Sign in as {props.person.name} to go on where you were: what you have typed is
        still there.
      </p>
      <SignInForm
        email={props.person.email}
        onSubmit={(email, password) => signInAgain(email, password, props.person)}
      />
    </Modal>
  )
}
