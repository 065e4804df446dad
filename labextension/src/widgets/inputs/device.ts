// The viewer's microphone and camera, as far as the browser gives them.
import { useEffect, useState } from 'react';

export type Device = 'microphone' | 'camera';

const REFUSALS: { [error: string]: (device: Device) => string } = {
  NotAllowedError: device =>
    `The browser does not let this page use the ${device}. Allow it beside the page's address, then try again.`,
  NotFoundError: device => `There is no ${device}.`,
  NotReadableError: device => `The ${device} cannot be used. Another program may have it.`,
  OverconstrainedError: device => `There is no ${device} that can do this.`
};

/** Open a device; rejects with words for the viewer. */
export async function open(device: Device, wanted: MediaTrackConstraints | true): Promise<MediaStream> {
  // Browsers hide them from pages that somebody on the way could have changed.
  if (!navigator.mediaDevices) {
    throw new Error(
      `The browser gives the ${device} only to pages that come by https, or from this computer itself.`
    );
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ [device === 'camera' ? 'video' : 'audio']: wanted });
  } catch (error) {
    const { name, message } = error as DOMException;
    throw new Error(REFUSALS[name]?.(device) ?? `The ${device} does not work: ${message}`);
  }
}

/** Give a device back: its light goes out. */
export function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}

export type Opened = { stream?: MediaStream; refusal?: string };

/** A device that is open as long as something is wanted of it. */
export function useDevice(device: Device, wanted: MediaTrackConstraints | undefined): [Opened, () => void] {
  const [opened, setOpened] = useState<Opened>({});
  const [attempt, setAttempt] = useState(0);
  const asked = wanted && JSON.stringify(wanted);
  useEffect(() => {
    if (asked === undefined) {
      return;
    }
    let stream: MediaStream | undefined;
    let over = false;
    const end = () => stream && close(stream);
    open(device, JSON.parse(asked)).then(
      came => {
        stream = came;
        over ? end() : setOpened({ stream });
      },
      error => over || setOpened({ refusal: error.message })
    );
    return () => {
      over = true;
      end();
      setOpened({});
    };
  }, [device, asked, attempt]);
  return [opened, () => setAttempt(before => before + 1)];
}
