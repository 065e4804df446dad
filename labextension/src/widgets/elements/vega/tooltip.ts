// The box that follows the mouse over a chart.
type Handler = (handler: unknown, event: MouseEvent, item: unknown, value: unknown) => void;

const DISTANCE = 12;

/** Shows what Vega says of a mark; `root` is where the page's style holds. */
export function tooltip(root: HTMLElement): { show: Handler; remove: () => void } {
  const box = document.createElement('div');
  box.className = 'st-chart-tooltip';
  box.setAttribute('role', 'tooltip');
  const show: Handler = (_handler, event, _item, value) => {
    if (value === null || value === undefined || value === '') {
      box.remove();
      return;
    }
    box.replaceChildren(content(value));
    root.append(box);
    place(box, event);
  };
  return { show, remove: () => box.remove() };
}

function content(value: unknown): Node {
  if (typeof value !== 'object' || value === null) {
    return document.createTextNode(String(value));
  }
  const table = document.createElement('table');
  for (const [name, cell] of Object.entries(value)) {
    const row = table.insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  }
  return table;
}

function place(box: HTMLElement, event: MouseEvent): void {
  const { offsetWidth: width, offsetHeight: height } = box;
  const right = event.clientX + DISTANCE;
  const below = event.clientY + DISTANCE;
  const x = right + width > window.innerWidth ? event.clientX - DISTANCE - width : right;
  const y = below + height > window.innerHeight ? event.clientY - DISTANCE - height : below;
  box.style.left = `${Math.max(0, x)}px`;
  box.style.top = `${Math.max(0, y)}px`;
}
