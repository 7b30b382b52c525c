// How much an intake takes in before it refuses: well above any real roster, well below what a machine can bear.

const MB = 1024 * 1024

/** Bytes of the file itself. */
export const MAX_FILE_BYTES = 100 * MB
/** Old binary and HTML files are parsed whole in memory; 65,536 rows of 25 columns take about 40 MB. */
export const MAX_XLS_BYTES = 60 * MB
export const MAX_HTML_BYTES = 30 * MB

export const MAX_ARCHIVE_ENTRIES = 10_000
/** Declared size of everything in the archive, inflated; a used range of 1,048,576 formatted rows stays below. */
export const MAX_ARCHIVE_BYTES = 1024 * MB
/** Parts that are held in memory: styles, relations, the workbook part. */
export const MAX_SMALL_PART_BYTES = 32 * MB
export const MAX_STRINGS_PART_BYTES = 128 * MB
/** Deflate reaches 1,032; a million formatted empty rows measured 13 to 16. */
export const MAX_RATIO = 250
/** Small parts may be as repetitive as they like. */
export const RATIO_FLOOR_BYTES = 16 * MB
/** The tolerant second reader holds every part as text. */
export const MAX_SECOND_READER_BYTES = 64 * MB

/** Text between two tags, or one tag: a cell holds 32,767 characters, so this is generous. */
export const MAX_XML_RUN = 4 * MB
export const MAX_XML_DEPTH = 256

/** Non-empty cells of the whole workbook; a year's attendance of 5,900 members is 94,000 rows of ten. */
export const MAX_CELLS = 1_500_000
export const MAX_COLUMNS = 256
/** Rows after the last row with content before the rest of a sheet is taken to be formatting (P-02). */
export const MAX_EMPTY_RUN = 200
export const MAX_MERGES = 50_000
/** Bytes after the rows of a sheet that may be looked through for merged ranges. */
export const MAX_SHEET_TAIL_BYTES = 16 * MB

/** What Excel takes. */
export const MAX_CELL_TEXT = 32_767
export const MAX_SHEET_ROWS = 1_048_576
export const MAX_SHEET_NAME = 31
