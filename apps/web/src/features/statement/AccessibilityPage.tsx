import { Page } from '../../ui/Page.tsx'

/** The accessibility statement. */
export default function AccessibilityPage() {
  return (
    <Page title="Accessibility statement">
      <p>
        This statement is about Beatbook as your force runs it. We want as many people as possible to be able
        to use it.
      </p>
      <h2>What you can do</h2>
      <ul class="list">
        <li>do everything with a keyboard alone, or with a screen reader</li>
        <li>zoom in to 400 % without losing anything</li>
        <li>use your own colours: the dark theme and forced colours of your system are followed</li>
        <li>read every level without its colour: a word and a shape always stand with it</li>
        <li>print any page</li>
      </ul>
      <h2>How accessible it is</h2>
      <p>
        Beatbook aims at level AA of the Web Content Accessibility Guidelines, version 2.2. Every page is
        checked by an automatic tool in its light and dark themes whenever the program changes, and the way
        from a document to an update is tried with the keyboard alone. People with disabilities have not
        tested it yet.
      </p>
      <h2>What is not accessible yet</h2>
      <ul class="list">
        <li>
          in the check of a draft, single cells of the document can be selected by mouse only; each action’s
          first cell and the draft beside it answer the keyboard
        </li>
        <li>a very long document is shown whole, which some screen readers take long to prepare</li>
      </ul>
      <h2>When something does not work for you</h2>
      <p>
        Tell whoever runs Beatbook in your force, and say which page it is and what you wanted to do. If you
        are not happy with the answer, the Equality Advisory and Support Service helps. The Equality and Human
        Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
        Accessibility Regulations 2018.
      </p>
    </Page>
  )
}
