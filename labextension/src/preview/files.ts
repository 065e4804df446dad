// The files of an app, its pages and modules, in the editors of JupyterLab.
import { PathExt } from '@jupyterlab/coreutils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';

import type { Bench } from './bench';
import { type Edited, selectLine } from './lint';

/** The server's path of a file, which the kernel tells as seen from the notebook. */
const pathOf = ({ panel }: Bench, file: string) =>
  PathExt.join(PathExt.dirname(panel.context.localPath), file);

type DocumentWidget = Partial<Pick<IDocumentWidget, 'context' | 'content'>>;

const hasEditor = (content: object): content is Edited => 'editor' in content;

/** Open a file at a line, which counts from 1; rejects where the server has no such file. */
export async function openFile(bench: Bench, file: string, line: number): Promise<void> {
  const { commands } = bench.services.app;
  const opened: IDocumentWidget | undefined = await commands.execute('docmanager:open', {
    path: pathOf(bench, file)
  });
  // Notebook opens files in pages of their own.
  await opened?.context.ready;
  if (opened && hasEditor(opened.content)) {
    selectLine(opened.content, line);
  }
}

/** The editor in which a file is open, if it is. */
export function editorOf(bench: Bench, file: string): Edited | undefined {
  const path = pathOf(bench, file);
  const shown = [...bench.services.app.shell.widgets('main')] as (Widget & DocumentWidget)[];
  const content = shown.find(({ context }) => context?.localPath === path)?.content;
  return content && hasEditor(content) ? content : undefined;
}
