import './inputs.css';
import './fileuploader.css';

import { type DragEvent, useId, useRef, useState } from 'react';

import { classes, type ElementProps } from '../elements';
import { useInput } from '../hooks';
import { Icon } from '../parts/icon';
import type { InputProps } from '../wire';
import { Bar } from './bar';
import { type Chosen, dropped } from './dropped';
import { InputFrame } from './frame';
import { inWords, type Told } from './transfer';
import { type Coming, type Rules, useUploads } from './uploads';

type FileUploaderProps = InputProps & Rules;

/** Files that are listed at a time. */
const PAGE = 3;

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
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragover' && !disabled);
  };
  const drop = async (event: DragEvent) => {
    drag(event);
    if (!disabled) {
      add(await dropped(event.dataTransfer, directory === true));
    }
  };
  const choose = () => {
    const { files } = input.current!;
    add([...files!].map(file => ({ file, name: file.webkitRelativePath || file.name })));
    input.current!.value = ''; // so that the same file can be chosen again
  };
  return (
    <section
      className={classes('stFileUploaderDropzone', over && 'st-drop-here')}
      data-testid="stFileUploaderDropzone"
      aria-labelledby={labelId}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        data-testid="stFileUploaderDropzoneInput"
        aria-labelledby={labelId}
        multiple={several}
        accept={types?.join(',')}
        disabled={disabled}
        onChange={choose}
        {...(directory ? { webkitdirectory: '' } : {})}
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

interface FilesProps {
  files: readonly Told[];
  coming: readonly Coming[];
  disabled: boolean | undefined;
  remove: (id: string) => void;
  stop: (key: number) => void;
}

function Files({ files, coming, disabled, remove, stop }: FilesProps) {
  const [wanted, setPage] = useState(0);
  const chips = [
    ...coming.map(({ key, ...file }) => (
      <Chip key={key} {...file} disabled={false} remove={() => stop(key)} />
    )),
    ...files.map(file => <Chip key={file.id} {...file} disabled={disabled} remove={() => remove(file.id)} />)
  ];
  if (chips.length === 0) {
    return null;
  }
  const pages = Math.ceil(chips.length / PAGE);
  const page = Math.min(wanted, pages - 1);
  return (
    <div className="stFileChips" data-testid="stFileChips">
      {chips.slice(page * PAGE, (page + 1) * PAGE)}
      {pages > 1 && (
        <div className="st-file-pages">
          <small>{`Page ${page + 1} of ${pages}`}</small>
          <Turn
            label="Previous files"
            icon="chevron_left"
            disabled={page === 0}
            turn={() => setPage(page - 1)}
          />
          <Turn
            label="Next files"
            icon="chevron_right"
            disabled={page === pages - 1}
            turn={() => setPage(page + 1)}
          />
        </div>
      )}
    </div>
  );
}

function Turn({
  label,
  icon,
  disabled,
  turn
}: {
  label: string;
  icon: string;
  disabled: boolean;
  turn: () => void;
}) {
  return (
    <button type="button" className="st-field-button" aria-label={label} disabled={disabled} onClick={turn}>
      <Icon name={`:material/${icon}:`} />
    </button>
  );
}

interface ChipProps {
  name: string;
  size: number;
  part?: number;
  error?: string;
  disabled: boolean | undefined;
  remove: () => void;
}

function Chip({ name, size, part, error, disabled, remove }: ChipProps) {
  return (
    <div className={classes('stFileChip', error !== undefined && 'st-refused')} data-testid="stFileChip">
      <Icon name={error === undefined ? ':material/draft:' : ':material/error:'} />
      <span className="stFileChipName" data-testid="stFileChipName" title={name}>
        {name}
      </span>
      {error === undefined ? <small>{inWords(size)}</small> : <small role="alert">{error}</small>}
      {part !== undefined && error === undefined && <Bar part={part} label={`Uploading ${name}`} />}
      <button
        type="button"
        className="st-field-button"
        data-testid="stFileChipDeleteBtn"
        aria-label={`Remove ${name}`}
        disabled={disabled}
        onClick={remove}
      >
        <Icon name=":material/close:" />
      </button>
    </div>
  );
}
