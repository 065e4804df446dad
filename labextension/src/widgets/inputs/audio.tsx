import './inputs.css';
import './recordings.css';

import { useEffect, useId, useRef, useState } from 'react';

import type { ElementProps } from '../elements';
import { Icon } from '../parts/icon';
import { Bar } from './bar';
import { InputFrame } from './frame';
import { type RecordedProps, useAddressOf, useRecorded } from './recorded';
import { useRecorder, Wave } from './recorder';
import { drawn } from './sound';

type AudioInputProps = RecordedProps & { sample_rate?: number };

/** Record with the microphone, and listen to it. */
export default function AudioInput({ id, node }: ElementProps<AudioInputProps>) {
  const { props } = node;
  const labelId = useId();
  const recorded = useRecorded(id, node);
  const recorder = useRecorder(props.sample_rate, recorded.take);
  const player = usePlayer(recorded.blob);
  const { coming } = recorded;
  const error = recorder.error || coming?.error || player.error;
  const recording = recorder.seconds !== undefined;
  return (
    <InputFrame name="stAudioInput" props={props} labelId={labelId}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a line everywhere */}
      <div className="st-recorder" role="group" aria-labelledby={labelId}>
        {recording ? (
          <Deed label="Stop recording" icon="stop_circle" primary disabled={false} act={recorder.stop} />
        ) : (
          <Deed
            label="Record"
            icon="mic"
            disabled={props.disabled || recorder.busy}
            act={() => {
              player.stop();
              recorder.start();
            }}
          />
        )}
        {!recording && recorded.there && (
          <Deed
            label={player.plays ? 'Pause' : 'Play'}
            icon={player.plays ? 'pause' : 'play_arrow'}
            disabled={!player.ready}
            act={player.toggle}
          />
        )}
        {error && !recording ? (
          <span className="st-recorder-says" role="alert">
            {error}
          </span>
        ) : (
          <Wave
            levels={recording ? recorder.levels : recorded.there ? player.levels : []}
            part={recording ? 1 : player.part}
          />
        )}
        {coming && coming.error === undefined && (
          <Bar part={coming.part} label={`Uploading ${recorded.name}`} />
        )}
        <span className="st-recorder-time" data-testid="stAudioInputWaveformTimeCode">
          {inMinutes(recorder.seconds ?? (recorded.there ? player.seconds : 0))}
        </span>
        {!recording && recorded.there && (
          <>
            <a
              className="st-field-button"
              href={player.address}
              download={recorded.name}
              aria-label="Download as WAV"
              title="Download as WAV"
            >
              <Icon name=":material/download:" />
            </a>
            <Deed
              label="Clear recording"
              icon="delete"
              disabled={props.disabled}
              act={() => {
                player.stop();
                recorded.clear();
              }}
            />
          </>
        )}
      </div>
    </InputFrame>
  );
}

interface DeedProps {
  label: string;
  icon: string;
  primary?: boolean;
  disabled: boolean | undefined;
  act: () => void;
}

function Deed({ label, icon, primary, disabled, act }: DeedProps) {
  return (
    <button
      type="button"
      className={primary ? 'st-field-button st-recording' : 'st-field-button'}
      data-testid="stAudioInputActionButton"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={act}
    >
      <Icon name={`:material/${icon}:`} />
    </button>
  );
}

interface Player {
  address: string | undefined;
  ready: boolean;
  plays: boolean;
  /** Where it plays; how long it is, while it does not. */
  seconds: number;
  part: number;
  levels: readonly number[];
  error: string;
  toggle: () => void;
  stop: () => void;
}

const SILENCE = { blob: undefined as Blob | undefined, seconds: 0, levels: [] as number[], error: '' };

function usePlayer(blob: Blob | undefined): Player {
  const address = useAddressOf(blob);
  const [known, setKnown] = useState(SILENCE);
  const [at, setAt] = useState<number>();
  const [plays, setPlays] = useState(false);
  const audio = useRef<HTMLAudioElement>();
  useEffect(() => {
    if (blob) {
      drawn(blob).then(
        picture => setKnown({ blob, ...picture, error: '' }),
        () => setKnown({ ...SILENCE, blob, error: 'The recording cannot be played.' })
      );
    }
  }, [blob]);
  useEffect(() => {
    if (!address) {
      return;
    }
    const player = new Audio(address);
    audio.current = player;
    player.ontimeupdate = () => setAt(player.currentTime);
    player.onplay = () => setPlays(true);
    player.onpause = () => setPlays(false);
    player.onended = () => setAt(undefined);
    return () => {
      player.pause();
      setPlays(false);
      setAt(undefined);
    };
  }, [address]);
  const { seconds, levels, error } = known.blob === blob ? known : SILENCE;
  return {
    address,
    ready: address !== undefined && seconds > 0,
    plays,
    seconds: at ?? seconds,
    part: at === undefined ? 0 : at / seconds,
    levels,
    error,
    toggle: () => (plays ? audio.current!.pause() : void audio.current!.play()),
    stop: () => audio.current?.pause()
  };
}

function inMinutes(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (count: number) => String(count).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${two(hours)}:` : ''}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
