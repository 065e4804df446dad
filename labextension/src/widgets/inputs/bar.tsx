/** How much of a file has come. */
export function Bar({ part, label }: { part: number; label: string }) {
  const percent = Math.floor(part * 100);
  return (
    <span
      className="st-transfer"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}
