// Printed text as a terminal would show it: colours, bold, and lines that are written over (progress bars).
import type { Piece } from '../console';

export interface Run {
  stream: Piece[0];
  text: string;
  color?: string;
  bold?: boolean;
}

const NAMES = ['gray', 'red', 'green', 'yellow', 'blue', 'violet', 'blue', 'gray'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const LOOK = /\x1b\[([0-9;]*)m/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const OTHER = /\x1b\[[0-9;?]*[A-Za-ln-z]|\x1b\][^\x07]*\x07/g;
const OVERWRITTEN = /[^\n]*\r(?!\n)/g;

export function runs(pieces: readonly Piece[]): Run[] {
  return joined(pieces).flatMap(([stream, text]) => coloured(stream, text));
}

/** Pieces of the same stream that follow each other are one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const [stream, text] of pieces) {
    const last = all.at(-1);
    if (last?.[0] === stream) {
      last[1] += text;
    } else {
      all.push([stream, text]);
    }
  }
  return all.map(([stream, text]) => [stream, text.replace(OTHER, '').replace(OVERWRITTEN, '')]);
}

function coloured(stream: Piece[0], text: string): Run[] {
  const [first = '', ...rest] = text.split(LOOK);
  const all: Run[] = [{ stream, text: first }];
  let look: Pick<Run, 'color' | 'bold'> = {};
  for (let index = 0; index < rest.length; index += 2) {
    look = rest[index]!.split(';').map(Number).reduce(changed, look);
    all.push({ stream, text: rest[index + 1]!, ...look });
  }
  return all.filter(run => run.text);
}

function changed(look: Pick<Run, 'color' | 'bold'>, code: number): Pick<Run, 'color' | 'bold'> {
  if (code === 0) {
    return {};
  }
  if (code === 1) {
    return { ...look, bold: true };
  }
  const color = NAMES[code >= 90 ? code - 90 : code - 30];
  return color ? { ...look, color } : look;
}

/** How many lines were printed. */
export function lineCount(pieces: readonly Piece[]): number {
  const text = pieces.map(([, text]) => text).join('');
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}
