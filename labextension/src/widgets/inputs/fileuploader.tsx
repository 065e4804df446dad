import './inputs.css';
import './files.css';

import { useId, useRef } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { Chooser, useDrop } from './chooser';
import type { Chosen } from './dropped';
import { Files } from './filelist';
import { InputFrame } from './frame';
import { inWords, type Told } from './transfer';
import { type Rules, useUploads } from './uploads';

type FileUploaderProps = InputProps & Rules;

/** A place for files: drop them, or choose them. Below it, those that are there, and those on their way. */
export default function FileUploader({ id, node }: ElementProps<FileUploaderProps>) {
  const { props } = node;
  const labelId = useId();
  const [value, setValue] = useInput<Told[]>(node);
  const files = value ?? [];
  const latest = useRef(files);
  latest.current = files;
  const uploads = useUploads(id, props, came =>
    setValue(props.several ? [...latest.current, ...came] : came.slice(-1))
  );
  return (
    <InputFrame name="stFileUploader" props={props} labelId={labelId}>
      <Dropzone props={props} labelId={labelId} add={uploads.add} />
      <Files
        files={props.several || !uploads.busy ? files : []}
        coming={uploads.coming}
        disabled={props.disabled}
        remove={gone => setValue(files.filter(file => file.id !== gone))}
        stop={uploads.remove}
      />
    </InputFrame>
  );
}

interface DropzoneProps {
  props: FileUploaderProps;
  labelId: string;
  add: (chosen: Chosen[]) => void;
}

function Dropzone({ props, labelId, add }: DropzoneProps) {
  const { disabled, several, directory, types, most } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, target] = useDrop(props, add);
  return (
    <section
      className={classes('stFileUploaderDropzone', over && 'st-drop-here')}
      data-testid="stFileUploaderDropzone"
      aria-labelledby={labelId}
      {...target}
    >
      <Chooser
        ref={input}
        props={props}
        testId="stFileUploaderDropzoneInput"
        label={{ 'aria-labelledby': labelId }}
        add={add}
      />
      <button
        type="button"
        className="st-button st-secondary"
        data-testid="stBaseButton-secondary"
        disabled={disabled}
        onClick={() => input.current!.click()}
      >
        <Icon name=":material/upload:" />
        {directory ? 'Choose a folder' : several ? 'Choose files' : 'Choose a file'}
      </button>
      <span className="st-drop-words" data-testid="stFileUploaderDropzoneInstructions">
        {`or drop ${directory ? 'it' : several ? 'them' : 'it'} here`}
        <small>
          {[`up to ${inWords(most)}${several ? ' each' : ''}`, types?.join(', ')].filter(Boolean).join(' · ')}
        </small>
      </span>
    </section>
  );
}
