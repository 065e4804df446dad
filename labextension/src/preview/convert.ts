// A notebook as a script, a script as a notebook, and what serves it: a kernel converts, we read and write the files.
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, InputDialog, showDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { Contents, Kernel, KernelMessage } from '@jupyterlab/services';

import type { Services } from './services';

type Files = { [path: string]: string };
type Told = { told?: unknown; error?: string };

/** As a word of a command line. */
const quoted = (path: string) => (/^[\w./-]+$/.test(path) ? path : `"${path}"`);

/** Write the apps of the current notebook as a script beside it. */
export async function exportScript(services: Services): Promise<void> {
  const { app, follower, trans } = services;
  const { context } = follower.current()!;
  const name = PathExt.basename(context.localPath, '.ipynb');
  const files = await convert<Files>(services, 'to_scripts', context.model.toJSON(), name);
  const folder = PathExt.dirname(context.localPath);
  if (await write(services, folder, files)) {
    const script = PathExt.join(folder, `${name}.py`);
    await app.commands.execute('docmanager:open', { path: script });
    await say(
      trans.__('The app is a script'),
      trans.__('Run it with: %1', `streamkit run ${quoted(script)}`)
    );
  }
}

/** Write what publishing the current notebook needs, and say how it is served. */
export async function publish(services: Services): Promise<void> {
  const { follower, trans } = services;
  const { context } = follower.current()!;
  const path = PathExt.basename(context.localPath);
  const files = await convert<Files>(services, 'to_serve', context.model.toJSON(), path);
  await context.save();
  if (await write(services, PathExt.dirname(context.localPath), files)) {
    await say(
      trans.__('Ready to publish'),
      trans.__(
        'Written beside the notebook: %1. In that folder, serve it with: %2',
        Object.keys(files).join(', '),
        `voila ${quoted(path)}`
      )
    );
  }
}

/** Make a notebook of a script and its pages. */
export async function importScript(services: Services): Promise<void> {
  const { app, trans } = services;
  const { value: path } = await InputDialog.getText({
    title: trans.__('Import a Streamlit script'),
    label: trans.__('Path of the script'),
    placeholder: 'app.py'
  });
  if (!path) {
    return;
  }
  const folder = PathExt.dirname(path);
  const files = { [PathExt.basename(path)]: await read(app, path), ...(await pages(app, folder)) };
  const notebook = await convert<object>(services, 'to_notebook', files);
  const target = `${path.replace(/\.py$/, '')}.ipynb`;
  if (await mayWrite(services, [target])) {
    await app.serviceManager.contents.save(target, { type: 'notebook', format: 'json', content: notebook });
    await app.commands.execute('docmanager:open', { path: target });
  }
}

async function read(app: JupyterFrontEnd, path: string): Promise<string> {
  const { content } = await app.serviceManager.contents.get(path, {
    type: 'file',
    format: 'text',
    content: true
  });
  return content as string;
}

async function pages(app: JupyterFrontEnd, folder: string): Promise<Files> {
  const path = PathExt.join(folder, 'pages');
  if (!(await exists(app, path))) {
    return {};
  }
  const { content } = await app.serviceManager.contents.get(path);
  const scripts = (content as Contents.IModel[]).filter(
    ({ name }) => name.endsWith('.py') && !name.startsWith('__')
  );
  return Object.fromEntries(
    await Promise.all(scripts.map(async each => [`pages/${each.name}`, await read(app, each.path)]))
  );
}

async function exists(app: JupyterFrontEnd, path: string): Promise<boolean> {
  const { content } = await app.serviceManager.contents.get(PathExt.dirname(path));
  return (content as Contents.IModel[]).some(({ name }) => name === PathExt.basename(path));
}

/** Nothing that is there is lost unasked. */
async function mayWrite({ app, trans }: Services, paths: string[]): Promise<boolean> {
  const there: string[] = [];
  for (const path of paths) {
    if (await exists(app, path)) {
      there.push(path);
    }
  }
  if (there.length === 0) {
    return true;
  }
  const { button } = await showDialog({
    title: trans.__('Overwrite files?'),
    body: there.join(', '),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Overwrite') })]
  });
  return button.accept;
}

async function write(services: Services, folder: string, files: Files): Promise<boolean> {
  const { contents } = services.app.serviceManager;
  const paths = Object.keys(files).map(name => PathExt.join(folder, name));
  for (const parent of new Set(paths.map(PathExt.dirname))) {
    if (parent !== folder && !(await exists(services.app, parent))) {
      await contents.save(parent, { type: 'directory' });
    }
  }
  if (!(await mayWrite(services, paths))) {
    return false;
  }
  for (const [name, content] of Object.entries(files)) {
    await contents.save(PathExt.join(folder, name), { type: 'file', format: 'text', content });
  }
  return true;
}

const say = (title: string, body: string) => showDialog({ title, body, buttons: [Dialog.okButton()] });

/** Let Python convert: in the current notebook's kernel, which has its packages, else in one of its own. */
async function convert<T>({ app, follower }: Services, command: string, ...given: unknown[]): Promise<T> {
  const own = follower.current()?.sessionContext.session?.kernel;
  const kernel = own ?? (await app.serviceManager.kernels.startNew());
  try {
    return await ask<T>(kernel, command, given);
  } finally {
    if (!own) {
      await kernel.shutdown();
    }
  }
}

async function ask<T>(kernel: Kernel.IKernelConnection, command: string, given: unknown[]): Promise<T> {
  const code = `def __streamkit(given):
    import json
    try:
        from jupyter_streamkit.publish import convert
        told = {"told": convert.${command}(*json.loads(given))}
    except Exception as error:
        told = {"error": str(error)}
    print(json.dumps(told))
__streamkit(${JSON.stringify(JSON.stringify(given))})
del __streamkit`;
  let printed = '';
  const future = kernel.requestExecute({ code, store_history: false, allow_stdin: false });
  future.onIOPub = message => {
    if (message.header.msg_type === 'stream') {
      printed += (message as KernelMessage.IStreamMsg).content.text;
    }
  };
  await future.done;
  const { told, error } = JSON.parse(printed || '{"error": "the kernel said nothing"}') as Told;
  if (error !== undefined) {
    throw new Error(error);
  }
  return told as T;
}
