// Recording with the microphone, and its picture.
import './recordings.css';

import { useEffect, useRef, useState } from 'react';

import { type Recording, record, toWav } from './sound';

/** Levels that are in sight while one records. */
const IN_SIGHT = 100;

/** A picture of the sound; what one has heard of it is in the stronger color. */
export function Wave({ levels, part }: { levels: readonly number[]; part: number }) {
  return (
    <span className="st-wave" data-testid="stAudioInputWaveSurfer" aria-hidden="true">
      {levels.map((level, index) => (
        <span
          key={index}
          className={index < part * levels.length ? 'st-heard' : undefined}
          style={{ height: `${Math.max(6, level * 100)}%` }}
        />
      ))}
    </span>
  );
}

export interface Recorder {
  /** Since it began; undefined while nothing is recorded. */
  seconds: number | undefined;
  levels: readonly number[];
  busy: boolean;
  error: string;
  start: () => void;
  stop: () => void;
}

export function useRecorder(rate: number | undefined, take: (file: File) => void): Recorder {
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [runs, setRuns] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const current = useRef<Recording>();
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      current.current?.cancel();
    };
  }, []);
  const attempt = async (deed: () => Promise<void>) => {
    setError('');
    setBusy(true);
    try {
      await deed();
    } catch (reason) {
      setError((reason as Error).message);
    }
    setBusy(false);
  };
  const start = () =>
    attempt(async () => {
      let at = 0;
      current.current = await record(level => {
        setLevels(before => [...before, level].slice(-IN_SIGHT));
        setSeconds((performance.now() - at) / 1000);
      });
      if (gone.current) {
        current.current.cancel();
        return;
      }
      // Not before: the viewer may have been asked.
      at = performance.now();
      setLevels([]);
      setSeconds(0);
      setRuns(true);
    });
  const stop = () =>
    attempt(async () => {
      setRuns(false);
      const wav = await toWav(await current.current!.stop(), rate);
      const name = `${new Date().toISOString().slice(0, 16).replaceAll(':', '-')}_audio.wav`;
      take(new File([wav], name, { type: wav.type }));
    });
  return { seconds: runs ? seconds : undefined, levels, busy, error, start, stop };
}
