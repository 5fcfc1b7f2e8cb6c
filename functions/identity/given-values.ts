/** Keys whose value may be missing. */
type Missing<Row> = {
  [Key in keyof Row]-?: undefined extends Row[Key] ? Key : null extends Row[Key] ? Key : never;
}[keyof Row];

/** A record in which what is missing has no key at all, as a row of the table wants it. */
export type GivenValues<Row> = Omit<Row, Missing<Row>> & {
  [Key in Missing<Row>]?: Exclude<Row[Key], undefined | null>;
};

/** Leaves out what is undefined or null. */
export const givenValues = <Row extends object>(row: Row): GivenValues<Row> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && value !== null),
  ) as GivenValues<Row>;
