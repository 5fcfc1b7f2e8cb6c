/** Gives a blob to the browser's downloads under a name. */
export const saveBlob = (name: string, blob: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** Saves text that comes in parts. */
export const saveParts = (name: string, type: string, parts: Iterable<string>): void => {
  saveBlob(name, new Blob([...parts], { type }));
};
