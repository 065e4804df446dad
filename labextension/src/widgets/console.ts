// What the script printed.
export type Piece = [stream: 'stdout' | 'stderr', text: string];

/** Pieces that are kept, here as in the kernel. */
const KEPT = 1000;

export class Console {
  private pieces: readonly Piece[] = [];
  private listeners = new Set<() => void>();

  read = (): readonly Piece[] => this.pieces;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  load(pieces: readonly Piece[]): void {
    this.pieces = pieces.slice(-KEPT);
    for (const listener of this.listeners) {
      listener();
    }
  }

  add(pieces: readonly Piece[]): void {
    this.load([...this.pieces, ...pieces]);
  }
}
