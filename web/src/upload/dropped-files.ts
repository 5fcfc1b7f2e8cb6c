const filesOfEntry = async (entry: FileSystemEntry): Promise<File[]> => {
  if (entry.isFile)
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // readEntries gives at most 100 at a time and an empty list at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return found;
    for (const inner of batch) found.push(...(await filesOfEntry(inner)));
  }
};

const isNoise = ({ name }: File): boolean =>
  name === '.DS_Store' || name === 'Thumbs.db' || name === 'desktop.ini' || name.startsWith('~$');

/** The files of a drop, folders walked through; what Office and the systems leave behind is left out. */
export const droppedFiles = async (transfer: DataTransfer): Promise<readonly File[]> => {
  // The items die when the event ends: take all entries before the first wait.
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const files =
    entries.length > 0 ? (await Promise.all(entries.map(filesOfEntry))).flat() : [...transfer.files];
  return files.filter((file) => !isNoise(file));
};
