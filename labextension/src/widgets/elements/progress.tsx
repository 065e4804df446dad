import './status.css';

import type { ElementProps } from '../elements';
import { Html } from '../parts/html';

export function Progress({ node }: ElementProps<{ value: number; text_html?: string }>) {
  const { value, text_html: text } = node.props;
  return (
    <div className="stProgress" data-testid="stProgress">
      {text && (
        <div className="st-progress-text">
          <Html inline html={text} />
        </div>
      )}
      <div
        className="st-progress-bar"
        role="progressbar"
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ transform: `scaleX(${value / 100})` }} />
      </div>
    </div>
  );
}
