/** Stands in for `bowser`, with which the SDK tells browsers apart: no function runs in one. */
export default {};
