/**
 * Raised by one whenever the same table with the same choices may become other columns, or other cells of them, than before. A training
 * kept under another number is not gone on with unless its patients, read anew, are the same.
 *
 * 1: until names, ids, units and codes for "not known" were told by the content of the cells, and pictures by the parts of their names.
 * 2: until cells that a workbook shows as per cent were read as shown, and lists of codes, rare groups and REDCap's layouts were known.
 * 3: until a blood pressure in one cell became two columns.
 * 4: until blanks of yes/no columns and categories were no longer filled in.
 */
export const READING_VERSION = 5;
