// Stands in for react-devtools-core, which Ink loads only while it is being debugged.
export default {}
