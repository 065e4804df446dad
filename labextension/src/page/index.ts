// The published page: connects to the kernel while that starts, and shows the apps that it tells of.
import type { WidgetModel } from './base';
import { Connection } from './connection';
import { loadWidgets } from './federation';
import { createForeignView } from './foreign';
import { Manager } from './manager';
import { Recovery, type Store } from './recovery';
import { keepScroll, restoreScroll } from './visit';

/** What the template says of this page. */
interface Config {
  /** The server's address, ending in a slash. */
  base: string;
  kernel: string;
  token: string;
  /** Names the session; nobody else knows it. */
  visit: string;
  /** The scripts of Voilà's own front end. */
  voila: string[];
}

interface App extends WidgetModel {
  store: Store & { verify(): Promise<void> };
}

interface Widgets {
  AppModel: typeof WidgetModel;
  InputModel: typeof WidgetModel;
  AppView: new (model: App) => { el: HTMLElement; render(): void };
}

/** Of the page itself (`streamkit.js`): told as soon as there is a kernel. */
declare const streamkit: { page: Promise<Config> };

/** This script's own element names the one that holds our views. */
const { widgets } = (document.currentScript as HTMLScriptElement).dataset;

async function start(): Promise<void> {
  const views = loadWidgets<Widgets>(widgets!);
  const config = await streamkit.page;
  const connection = new Connection(config);
  const recovery = new Recovery();
  keepScroll(config.visit);
  const { AppModel, InputModel, AppView } = await views;
  new Manager(connection, {
    classes: { AppModel, InputModel },
    createView: id => createForeignView(id, config.voila),
    onApp: model => {
      const app = model as App;
      app.on('missed', () => void app.store.verify());
      const view = new AppView(app);
      view.render();
      document.querySelector('main')!.append(view.el);
      recovery.add(app.store);
      restoreScroll(config.visit);
    },
    onLoss: () => recovery.start()
  });
}

void start();
