// The shapes of docs/wire.md.
import type { Piece } from './console';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Props = { [name: string]: Json | undefined };
export type RunState = 'idle' | 'running';
export type Size = 'stretch' | 'content' | number;

export interface Node<P = Props> {
  readonly type: string;
  readonly props: P;
  readonly children?: readonly string[];
  readonly model?: string;
}

export interface Tree {
  seq: number;
  state: RunState;
  nodes: { [id: string]: Node };
}

export interface Patch {
  method: 'patch';
  seq: number;
  state: RunState;
  put?: { [id: string]: Node };
  set?: { [id: string]: { [prop: string]: Json } };
  splice?: [id: string, start: number, remove: number, ids: string[]][];
  drop?: string[];
  fresh?: { [id: string]: number };
  blobs?: string[];
  forget?: string[];
}

export interface Printed {
  method: 'print';
  lines: Piece[];
}

/** The viewer is led to another address, to sign in or out. */
export interface Leave {
  method: 'leave';
  address: string;
}

export interface Answer {
  method: 'answer';
  ask: number;
  answer?: { [name: string]: Json };
  error?: string;
}

export type Message =
  | { method: 'clear_caches' | 'clear_console' | 'stop' }
  | { method: 'rerun'; always?: boolean }
  | { method: 'resync'; seq: number }
  | { method: 'visit'; page: string; search: string; visit: number; exact: boolean; at: Json }
  | { method: 'browser'; [fact: string]: Json }
  | { method: 'ask'; ask: number; node: string; request: { [name: string]: Json } };

/** What every input's node carries. */
export type InputProps = {
  label_html?: string;
  help_html?: string;
  label_visibility?: 'visible' | 'hidden' | 'collapsed';
  disabled?: boolean;
  /** A change runs nothing by itself: it waits in the kernel for the next run. */
  quiet?: boolean;
  required?: boolean;
  key?: string;
  width?: Size;
  height?: Size;
};
