// What somebody dropped: files, and folders with all that is in them.

export interface Chosen {
  file: File;
  /** With the folders on the way to it, where a folder was chosen. */
  name: string;
}

/** The files of a drop. Call it in the event's handler: afterwards the browser tells nothing any more. */
export async function dropped(transfer: DataTransfer, folders: boolean): Promise<Chosen[]> {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null);
  const files = [...transfer.files];
  if (entries.length === 0) {
    return files.map(file => ({ file, name: file.name }));
  }
  const found = await Promise.all(entries.map(entry => walk(entry, folders)));
  return found.flat();
}

async function walk(entry: FileSystemEntry, folders: boolean): Promise<Chosen[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject)
    );
    return [{ file, name: folders ? entry.fullPath.replace(/^\//, '') : file.name }];
  }
  if (!folders) {
    return [];
  }
  const found: Chosen[] = [];
  for (const each of await list((entry as FileSystemDirectoryEntry).createReader())) {
    found.push(...(await walk(each, folders)));
  }
  return found;
}

/** All entries of a folder: a reader tells them a hundred at a time. */
async function list(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject)
    );
    if (some.length === 0) {
      return found;
    }
    found.push(...some);
  }
}
