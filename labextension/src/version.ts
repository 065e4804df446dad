import { name, version } from '../package.json';

export const MODULE = name;
export const VERSION = version;
