// Replaces react-devtools-core, which Ink loads only for debugging.
export default {}
