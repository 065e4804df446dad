// HTML of the script's own.
import './text.css';

import { useEffect, useRef, useState } from 'react';

import type { ElementProps } from '../elements';
import { followAnchor } from '../parts/html';

type HtmlProps = {
  html?: string;
  /** Run the scripts in it. */
  scripts?: boolean;
  /** HTML with scripts or frames of its own, for a frame that cannot reach this page. */
  frame?: string;
};

export function HtmlElement({ node }: ElementProps<HtmlProps>) {
  const { html = '', scripts, frame } = node.props;
  return frame === undefined ? <Inline html={html} scripts={scripts} /> : <Framed html={frame} />;
}

function Inline({ html, scripts }: { html: string; scripts?: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = ref.current!;
    host.innerHTML = html;
    if (scripts) {
      host.querySelectorAll('script').forEach(run);
    }
  }, [html, scripts]);
  useEffect(() => {
    ref.current!.addEventListener('click', followAnchor);
  }, []);
  return <div ref={ref} className="stHtml" data-testid="stHtml" />;
}

/** Browsers run a script only when it is made, not when it comes as text. */
function run(script: HTMLScriptElement): void {
  const live = document.createElement('script');
  for (const { name, value } of script.attributes) {
    live.setAttribute(name, value);
  }
  live.textContent = script.textContent;
  script.replaceWith(live);
}

const TELL_HEIGHT = `<script>new ResizeObserver(() =>
  parent.postMessage({ streamkitHeight: document.documentElement.offsetHeight }, '*')
).observe(document.documentElement)</script>`;

function Framed({ html }: { html: string }) {
  const ref = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(150);
  useEffect(() => {
    const receive = (event: MessageEvent) => {
      if (event.source === ref.current?.contentWindow && typeof event.data?.streamkitHeight === 'number') {
        setHeight(event.data.streamkitHeight);
      }
    };
    window.addEventListener('message', receive);
    return () => window.removeEventListener('message', receive);
  }, []);
  return (
    <div className="stHtml" data-testid="stHtml">
      <iframe
        ref={ref}
        title="HTML"
        sandbox="allow-scripts allow-popups allow-forms"
        srcDoc={`<!doctype html><body>${html}${TELL_HEIGHT}`}
        style={{ height }}
      />
    </div>
  );
}
