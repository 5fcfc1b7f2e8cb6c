"""What a preview may cost. Each number says why it is what it is."""

MB = 1024 * 1024

# Of the archive, before anything is unpacked: a real workbook has a few parts a sheet.
MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 200 * 1_000_000
# Deflate reaches 1,032, sheets 10 to 30. Small entries may be anything: a hundred equal rows cost nothing.
MAX_RATIO = 100
RATIO_GRACE_BYTES = 100 * 1024
# The central directory is read as a whole; 2,000 entries with long names need far less.
MAX_DIRECTORY_BYTES = 1 * MB

# Of the reading process: the shared strings of a 200 MB workbook fit, a pathological one does not.
MAX_ADDRESS_SPACE_BYTES = 1024 * MB
MAX_CPU_SECONDS = 10
MAX_WORKER_SECONDS = 12
MAX_DOWNLOAD_SECONDS = 10

# Of the answer: a function may answer 6 MB; counted in ASCII JSON, its largest form.
MAX_ANSWER_BYTES = 4 * MB
MAX_SHEETS = 500
MAX_COLUMNS = 256
MAX_CELL_CHARACTERS = 2_000

# A text is read no further: its first rows are at its beginning.
MAX_TEXT_BYTES = 2 * MB
# What encoding and delimiter are told from.
SAMPLE_BYTES = 64 * 1024

# Of a masked copy: it is written while somebody waits for a download, and an answer may take 30 s in all.
MAX_MASKED_BYTES = 50 * MB
MAX_COPY_BYTES = 200 * MB
MAX_MASK_CPU_SECONDS = 15
MAX_MASK_WORKER_SECONDS = 16
