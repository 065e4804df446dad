import './inputs.css';

import { type ReactNode, useRef, useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useAsk, useBlob, usePress } from '../hooks';
import { Html } from '../parts/html';
import { Icon } from '../parts/icon';
import { Tooltip } from '../parts/tooltip';
import type { InputProps } from '../wire';
import { Bar } from './bar';
import { ShortcutHint, useShortcut } from './shortcut';
import { receive } from './transfer';

type ButtonProps = InputProps & {
  kind?: 'primary' | 'secondary' | 'tertiary';
  icon?: string;
  icon_position?: 'left' | 'right';
  shortcut?: string;
  wrap?: boolean;
};

const NAMES: { [type: string]: string } = {
  button: 'stButton',
  form_submit_button: 'stFormSubmitButton',
  download_button: 'stDownloadButton',
  link_button: 'stLinkButton'
};

interface FaceProps {
  name: string;
  props: ButtonProps;
  children: (content: ReactNode, className: string, testId: string) => ReactNode;
}

/** What all kinds of buttons look like. */
function Face({ name, props, children }: FaceProps) {
  const { label_html: html = '', help_html: help, kind = 'secondary', icon, icon_position: at, wrap } = props;
  const content = (
    <>
      {icon && <Icon name={icon} />}
      <Html inline html={html} />
      {props.shortcut && <ShortcutHint shortcut={props.shortcut} />}
    </>
  );
  const look = classes(
    'st-button',
    `st-${kind}`,
    at === 'right' && 'st-icon-right',
    wrap === false && 'st-cut'
  );
  const button = children(content, look, `stBaseButton-${kind}`);
  return (
    <div className={classes(name, 'st-pressable')} data-testid={name}>
      {help ? <Tooltip html={help}>{button}</Tooltip> : button}
    </div>
  );
}

export function Button({ node }: ElementProps<ButtonProps>) {
  const press = usePress(node);
  const { disabled, shortcut } = node.props;
  useShortcut(disabled ? undefined : shortcut, press);
  return (
    <Face name={NAMES[node.type]!} props={node.props}>
      {(content, className, testId) => (
        <button type="button" className={className} disabled={disabled} data-testid={testId} onClick={press}>
          {content}
        </button>
      )}
    </Face>
  );
}

export function LinkButton({ node }: ElementProps<ButtonProps & { url: string }>) {
  const press = usePress(node);
  const link = useRef<HTMLAnchorElement>(null);
  const { disabled, shortcut, url } = node.props;
  useShortcut(disabled ? undefined : shortcut, () => link.current?.click());
  return (
    <Face name={NAMES[node.type]!} props={node.props}>
      {(content, className, testId) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link clicks it
        <a
          ref={link}
          className={className}
          data-testid={testId}
          target="_blank"
          rel="noreferrer"
          aria-disabled={disabled}
          {...(disabled ? {} : { href: url })}
          // biome-ignore lint/a11y/useValidAnchor: it is a link, whose use the script may want to hear of
          onClick={() => !disabled && node.model && press()}
        >
          {content}
        </a>
      )}
    </Face>
  );
}

type DownloadProps = ButtonProps & { blob?: string; file_name?: string; mime?: string };

export function DownloadButton({ id, node }: ElementProps<DownloadProps>) {
  const press = usePress(node);
  const open = useAsk(id);
  const downloads = useAsk('downloads');
  const [error, setError] = useState('');
  const [part, setPart] = useState<number>();
  const { disabled, shortcut, blob, file_name: name, mime } = node.props;
  const bytes = useBlob(blob);
  const tell = () => node.model && press();
  const fetch = async () => {
    setPart(0);
    // The script need not wait for the last byte.
    const opened = await open({ open: true }).finally(tell);
    save(await receive(opened, downloads, setPart), mime, name);
  };
  const download = async () => {
    setError('');
    if (bytes) {
      save([bytes as BlobPart], mime, name);
      tell();
      return;
    }
    try {
      await fetch();
    } catch (reason) {
      setError((reason as Error).message);
    }
    setPart(undefined);
  };
  const waits = part !== undefined || (blob !== undefined && bytes === undefined);
  useShortcut(disabled || waits ? undefined : shortcut, download);
  return (
    <>
      <Face name={NAMES[node.type]!} props={node.props}>
        {(content, className, testId) => (
          <button
            type="button"
            className={className}
            disabled={disabled || waits}
            data-testid={testId}
            onClick={download}
          >
            {content}
            {part !== undefined && <Bar part={part} label={`Downloading ${name ?? ''}`} />}
          </button>
        )}
      </Face>
      {error && (
        <span className="st-invalid" role="alert">
          The file could not be made: {error}
        </span>
      )}
    </>
  );
}

function save(parts: BlobPart[], type = 'application/octet-stream', name = 'download'): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
