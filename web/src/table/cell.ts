/** One cell of a table, as the API gives it: decimals and dates are text. */
export type Cell = string | number | boolean | null;
