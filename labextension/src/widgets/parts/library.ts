// JavaScript libraries that come from installed Python packages, as blobs.
const modules = new WeakMap<DataView, unknown>();

const text = (blob: DataView): string => new TextDecoder().decode(blob as DataView<ArrayBuffer>);

/** Runs a library once and gives what it exports, whatever module loader the page has. */
export function libraryOf<T>(blob: DataView): T {
  if (!modules.has(blob)) {
    const module = { exports: {} };
    new Function('module', 'exports', 'define', text(blob)).call(
      globalThis,
      module,
      module.exports,
      undefined
    );
    modules.set(blob, module.exports);
  }
  return modules.get(blob) as T;
}

/** Runs a library once that adds to the page's globals. */
export function runLibrary(blob: DataView): void {
  if (!modules.has(blob)) {
    modules.set(blob, undefined);
    new Function('module', 'exports', 'define', 'require', text(blob)).call(globalThis);
  }
}

export const jsonOf = <T>(blob: DataView): T => JSON.parse(text(blob)) as T;
