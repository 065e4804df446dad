import './status.css';

import { useRef } from 'react';

import type { ElementProps } from '../elements';
import { CopyButton } from '../parts/copy';
import { Html } from '../parts/html';

type ExceptionProps = {
  name: string;
  message?: string;
  /** The message of an error of ours, which is Markdown. */
  message_html?: string;
  trace?: string;
};

export function Exception({ node }: ElementProps<ExceptionProps>) {
  const { name, message, message_html: html, trace } = node.props;
  const ref = useRef<HTMLDivElement>(null);
  const text = () => `${ref.current!.textContent}\n${trace ?? ''}`;
  return (
    <div className="stException" data-testid="stException" role="alert">
      <div className="st-alert-error">
        <div ref={ref} className="st-exception-message" data-testid="stExceptionMessage">
          <strong>{name}</strong>
          {message && `: ${message}`}
          {html && <Html html={html} />}
        </div>
        {trace && (
          <>
            <div className="st-exception-heading">Traceback:</div>
            <pre data-testid="stExceptionTrace">
              <code>{trace}</code>
            </pre>
          </>
        )}
        <CopyButton text={text} testId="stExceptionCopyButton" />
      </div>
    </div>
  );
}
