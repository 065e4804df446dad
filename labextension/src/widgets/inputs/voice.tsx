// A message that one speaks.
import { useEffect, useRef } from 'react';

import { Icon } from '../parts/icon';
import { Bar } from './bar';
import { useRecorder, Wave } from './recorder';
import type { Told } from './transfer';
import { type Rules, useUploads } from './uploads';

/** Levels that a recording has at least: what is shorter, browsers cannot read. */
const LEAST = 4;

export type Records = Rules & { sample_rate?: number };

interface VoiceProps {
  id: string;
  records: Records;
  /** Called with the recording, once the kernel has it. */
  done: (recording: Told[]) => void;
  cancel: () => void;
}

/** Records at once, until one hands it over or thinks better of it. */
export default function Voice({ id, records, done, cancel }: VoiceProps) {
  const uploads = useUploads(id, records, done, { audio: true });
  const recorder = useRecorder(records.sample_rate, file => uploads.add([{ file, name: file.name }]));
  const begin = useRef(recorder.start);
  useEffect(() => {
    begin.current();
  }, []);
  const coming = uploads.coming[0];
  const error = recorder.error || coming?.error;
  return (
    <>
      {error ? (
        <span className="st-recorder-says" role="alert">
          {error}
        </span>
      ) : (
        <Wave levels={recorder.levels} part={1} />
      )}
      {coming && coming.error === undefined && <Bar part={coming.part} label="Uploading the recording" />}
      <button
        type="button"
        className="st-field-button st-chat-attach"
        data-testid="stChatInputCancelButton"
        aria-label="Cancel recording"
        onClick={cancel}
      >
        <Icon name=":material/close:" />
      </button>
      <button
        type="button"
        className="st-field-button st-chat-attach"
        data-testid="stChatInputApproveButton"
        aria-label="Submit recording"
        disabled={recorder.seconds === undefined || recorder.levels.length < LEAST}
        onClick={recorder.stop}
      >
        <Icon name=":material/check:" />
      </button>
    </>
  );
}
