// What the widget managers ask for by name.
import './style/index.css';
import './registry';

export { AppView } from './app';
export { AppModel, InputModel } from './models';
