// Sound: recording it, and writing it as WAV.
import { close, open } from './device';

/** How often the level of what is heard is noted, in milliseconds. */
const TICK = 80;
/** Bars of a picture of the sound. */
const BARS = 100;
/** Hertz at which the picture is made. */
const COARSE = 8000;

export interface Recording {
  stop: () => Promise<Blob>;
  cancel: () => void;
}

/** Begin to record; rejects with words for the viewer. `heard` gets the level, from 0 to 1, time and again. */
export async function record(heard: (level: number) => void): Promise<Recording> {
  const stream = await open('microphone', true);
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = window.setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    heard(loudest(samples, 0, samples.length));
  }, TICK);
  const stopped = new Promise<Blob>(resolve => {
    // Also where the microphone is pulled out.
    recorder.onstop = () => {
      clearInterval(timer);
      close(stream);
      void context.close();
      resolve(new Blob(parts, { type: recorder.mimeType }));
    };
  });
  const stop = () => {
    if (recorder.state !== 'inactive') {
      recorder.stop();
    }
    return stopped;
  };
  recorder.start();
  return { stop, cancel: () => void stop() };
}

/** The sound as WAV, of one channel; without a rate, that of the browser. */
export async function toWav(sound: Blob, rate: number | undefined): Promise<Blob> {
  const heard = await decode(sound, rate ?? (await ownRate())).catch(() => {
    throw new Error('Nothing was recorded: try again.');
  });
  const samples = mixed(heard);
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  writeHeader(view, heard.sampleRate);
  samples.forEach((sample, index) => {
    view.setInt16(44 + index * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true);
  });
  return new Blob([view], { type: 'audio/wav' });
}

/** How long it is, in seconds, and its picture: levels from 0 to 1. */
export async function drawn(sound: Blob): Promise<{ seconds: number; levels: number[] }> {
  const heard = await decode(sound, COARSE);
  const samples = mixed(heard);
  const step = Math.max(1, Math.ceil(samples.length / BARS));
  const levels = [];
  for (let start = 0; start < samples.length; start += step) {
    levels.push(loudest(samples, start, Math.min(samples.length, start + step)));
  }
  return { seconds: heard.duration, levels };
}

/** A context decodes to its own rate. */
async function decode(sound: Blob, rate: number): Promise<AudioBuffer> {
  return new OfflineAudioContext(1, 1, rate).decodeAudioData(await sound.arrayBuffer());
}

async function ownRate(): Promise<number> {
  const context = new AudioContext();
  await context.close();
  return context.sampleRate;
}

function mixed(heard: AudioBuffer): Float32Array {
  const sum = new Float32Array(heard.length);
  for (let channel = 0; channel < heard.numberOfChannels; channel++) {
    heard.getChannelData(channel).forEach((sample, index) => {
      sum[index]! += sample / heard.numberOfChannels;
    });
  }
  return sum;
}

function loudest(samples: Float32Array, start: number, end: number): number {
  let most = 0;
  for (let index = start; index < end; index++) {
    most = Math.max(most, Math.abs(samples[index]!));
  }
  return Math.min(1, most);
}

function writeHeader(view: DataView, rate: number): void {
  const write = (place: number, word: string) =>
    [...word].forEach((letter, index) => {
      view.setUint8(place + index, letter.charCodeAt(0));
    });
  const size = view.byteLength - 44;
  write(0, 'RIFF');
  view.setUint32(4, 36 + size, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // bytes of this part
  view.setUint16(20, 1, true); // plain samples
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true); // bytes of a second
  view.setUint16(32, 2, true); // bytes of a sample
  view.setUint16(34, 16, true); // and its bits
  write(36, 'data');
  view.setUint32(40, size, true);
}
