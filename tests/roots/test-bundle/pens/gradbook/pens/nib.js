/** A comment of the nib. */
export const nib = "fine nib";
