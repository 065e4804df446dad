import './chat.css';

import { type KeyboardEvent, lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useHandOver, useRunState, useStore } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { Chooser, useDrop } from './chooser';
import type { Chosen } from './dropped';
import { Files } from './filelist';
import { Instructions } from './frame';
import type { Told } from './transfer';
import { type Coming, type Rules, useUploads } from './uploads';
import type { Records } from './voice';

const Voice = lazy(() => import('./voice'));

type ChatInputProps = InputProps & {
  placeholder: string;
  max_chars?: number;
  mode?: 'disable' | 'stop';
  /** The text that the script writes into the line, and a name for its doing so. */
  written?: [text: string, nonce: string];
  /** Files may be attached, and which. */
  accepts?: Rules;
  /** It may be spoken. */
  records?: Records;
};

type Message = string | { text: string; files?: Told[]; audio?: Told[] };

/** A line for a message. Enter hands it over, Shift+Enter begins a new line. */
export function ChatInput({ id, node }: ElementProps<ChatInputProps>) {
  const { placeholder, max_chars: most, mode, written, disabled, height, accepts, records } = node.props;
  const handOver = useHandOver<Message>(node);
  const attached = useAttached(id, accepts);
  const [over, target] = useDrop({ ...accepts, disabled: disabled || !accepts }, attached.add);
  const store = useStore();
  const [text, setText] = useWritten(written);
  const busy = useBusy(mode !== undefined);
  const area = useRef<HTMLTextAreaElement>(null);
  useGrowth(area, text);
  const empty = (text.trim() === '' && attached.files.length === 0) || attached.busy;
  const [speaking, setSpeaking] = useState(false);
  const give = (audio: Told[]) => {
    const parts = { text, ...(accepts ? { files: attached.files } : {}), ...(records ? { audio } : {}) };
    handOver(accepts || records ? parts : text);
    setText('');
    attached.clear();
    busy.begin();
  };
  const send = () => {
    if (!empty && !disabled && !busy.is) {
      give([]);
      area.current!.focus();
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
  };
  const stops = busy.is && mode === 'stop';
  return (
    <div
      className={classes('stChatInput', disabled && 'st-input-disabled', over && 'st-drop-here')}
      data-testid="stChatInput"
      style={{ minHeight: typeof height === 'number' ? height : undefined }}
      {...target}
    >
      {speaking && (
        <Suspense>
          <Voice
            id={id}
            records={records!}
            done={recording => {
              setSpeaking(false);
              give(recording);
            }}
            cancel={() => setSpeaking(false)}
          />
        </Suspense>
      )}
      {accepts && <Attached props={{ ...accepts, disabled }} attached={attached} />}
      <textarea
        ref={area}
        data-testid="stChatInputTextArea"
        rows={1}
        hidden={speaking}
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        maxLength={most}
        disabled={disabled}
        readOnly={busy.is}
        onChange={event => setText(event.target.value)}
        onKeyDown={press}
      />
      {records && !speaking && (
        <button
          type="button"
          className="st-field-button st-chat-attach"
          data-testid="stChatInputMicButton"
          aria-label="Start recording"
          disabled={disabled || busy.is || attached.busy}
          onClick={() => setSpeaking(true)}
        >
          <Icon name=":material/mic:" />
        </button>
      )}
      {most !== undefined && text && !speaking && <Instructions>{`${text.length}/${most}`}</Instructions>}
      <button
        type="button"
        className={classes('st-chat-send', stops && 'st-chat-stop')}
        data-testid={stops ? 'stChatInputStopButton' : 'stChatInputSubmitButton'}
        aria-label={stops ? 'Stop' : 'Send message'}
        hidden={speaking}
        disabled={!stops && (disabled || empty || busy.is)}
        onClick={stops ? () => store.post({ method: 'stop' }) : send}
      >
        <Icon name={stops ? ':material/stop:' : ':material/arrow_upward:'} />
      </button>
    </div>
  );
}

interface Attachments {
  files: Told[];
  coming: readonly Coming[];
  busy: boolean;
  add: (chosen: Chosen[]) => void;
  remove: (id: string) => void;
  stop: (key: number) => void;
  clear: () => void;
}

/** The files of the message that is being written. */
function useAttached(id: string, accepts: Rules | undefined): Attachments {
  const [files, setFiles] = useState<Told[]>([]);
  const rules = accepts ?? { most: 0 };
  const uploads = useUploads(id, rules, came =>
    setFiles(before => (rules.several ? [...before, ...came] : came.slice(-1)))
  );
  return {
    files,
    coming: uploads.coming,
    busy: uploads.busy,
    add: uploads.add,
    remove: gone => setFiles(before => before.filter(file => file.id !== gone)),
    stop: uploads.remove,
    clear: () => setFiles([])
  };
}

function Attached({ props, attached }: { props: Rules & { disabled?: boolean }; attached: Attachments }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Files
        files={attached.files}
        coming={attached.coming}
        disabled={props.disabled}
        remove={attached.remove}
        stop={attached.stop}
      />
      <Chooser
        ref={input}
        props={props}
        testId="stChatInputFileUploadInput"
        label={{ 'aria-label': 'Attach files' }}
        add={attached.add}
      />
      <button
        type="button"
        className="st-field-button st-chat-attach"
        data-testid="stChatInputFileUploadButton"
        aria-label="Attach files"
        disabled={props.disabled}
        onClick={() => input.current!.click()}
      >
        <Icon name=":material/attach_file:" />
      </button>
    </>
  );
}

/** What one writes; the script may write in its place, once. */
function useWritten(written: ChatInputProps['written']): [string, (text: string) => void] {
  const [state, setState] = useState({ text: written?.[0] ?? '', nonce: written?.[1] });
  if (written && written[1] !== state.nonce) {
    setState({ text: written[0], nonce: written[1] });
  }
  const { nonce } = state;
  return [state.text, text => setState({ text, nonce })];
}

/** Whether a message of this line is being worked on. */
function useBusy(matters: boolean): { is: boolean; begin: () => void } {
  const running = useRunState() === 'running';
  const [sent, setSent] = useState(false);
  if (sent && !running) {
    setSent(false);
  }
  return { is: matters && sent && running, begin: () => setSent(true) };
}

/** As high as its text, up to some lines. */
function useGrowth(area: React.RefObject<HTMLTextAreaElement>, text: string): void {
  useLayoutEffect(() => {
    const { style } = area.current!;
    style.height = 'auto';
    style.height = `${area.current!.scrollHeight}px`;
  }, [area, text]);
}
