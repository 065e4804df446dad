import './inputs.css';
import './recordings.css';

import { useEffect, useId, useRef, useState } from 'react';

import type { ElementProps } from '../elements';
import { Icon } from '../parts/icon';
import { Bar } from './bar';
import { type Opened, useDevice } from './device';
import { InputFrame } from './frame';
import { type RecordedProps, useAddressOf, useRecorded } from './recorded';

type CameraInputProps = RecordedProps & { resolution?: string };

/** What the camera sees, and a button that takes a photo; then the photo, and a button that clears it. */
export default function CameraInput({ id, node }: ElementProps<CameraInputProps>) {
  const { props } = node;
  const labelId = useId();
  const recorded = useRecorded(id, node);
  const { there, coming } = recorded;
  const camera = useCamera(!there && !props.disabled, props.resolution);
  const address = useAddressOf(recorded.blob);
  const [error, setError] = useState('');
  const shoot = async () => {
    setError('');
    try {
      recorded.take(await photo(camera.video.current!, props.resolution !== undefined));
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  const wrong = error || coming?.error;
  return (
    <InputFrame name="stCameraInput" props={props} labelId={labelId}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a column everywhere */}
      <div className="st-camera" role="group" aria-labelledby={labelId}>
        {there ? (
          <div className="st-camera-view">{address && <img src={address} alt="What the camera saw" />}</div>
        ) : (
          <Finder camera={camera} disabled={props.disabled} />
        )}
        <button
          type="button"
          className="st-button st-secondary"
          data-testid="stCameraInputButton"
          disabled={props.disabled || (!there && !camera.stream)}
          onClick={there ? recorded.clear : shoot}
        >
          <Icon name={there ? ':material/close:' : ':material/photo_camera:'} />
          {there ? 'Clear photo' : 'Take Photo'}
          {coming && coming.error === undefined && (
            <Bar part={coming.part} label={`Uploading ${recorded.name}`} />
          )}
        </button>
      </div>
      {wrong && (
        <small className="st-refused" role="alert">
          {wrong}
        </small>
      )}
    </InputFrame>
  );
}

interface Camera extends Opened {
  video: React.RefObject<HTMLVideoElement>;
  again: () => void;
  /** To the next camera, where there are several. */
  turn: (() => void) | undefined;
}

function Finder({ camera, disabled }: { camera: Camera; disabled: boolean | undefined }) {
  const { stream, refusal, video, again, turn } = camera;
  return (
    <div className="st-camera-view" data-testid="stCameraInputWebcamComponent">
      <video ref={video} autoPlay playsInline muted hidden={!stream} aria-label="What the camera sees" />
      {!stream && (
        <div className="st-camera-says">
          <Icon name=":material/videocam:" />
          {refusal && <span role="alert">{refusal}</span>}
          {refusal && (
            <button type="button" className="st-text-button" onClick={again}>
              Try again
            </button>
          )}
          {!refusal && !disabled && 'This app asks for your camera.'}
        </div>
      )}
      {stream && turn && (
        <button
          type="button"
          className="st-icon-button"
          data-testid="stCameraInputSwitchButton"
          aria-label="Switch camera"
          title="Switch camera"
          onClick={turn}
        >
          <Icon name=":material/cameraswitch:" />
        </button>
      )}
    </div>
  );
}

function useCamera(wanted: boolean, resolution: string | undefined): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [chosen, setChosen] = useState<string>();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [opened, again] = useDevice('camera', wanted ? constraints(resolution, chosen) : undefined);
  const { stream } = opened;
  useEffect(() => {
    if (!stream) {
      return;
    }
    video.current!.srcObject = stream;
    // Only a page that has a camera is told of the others.
    void navigator.mediaDevices
      .enumerateDevices()
      .then(all => setOthers(all.filter(each => each.kind === 'videoinput').map(each => each.deviceId)));
  }, [stream]);
  const turn = () => {
    const now = stream!.getVideoTracks()[0]!.getSettings().deviceId ?? '';
    setChosen(others[(others.indexOf(now) + 1) % others.length]);
  };
  return { ...opened, video, again, turn: others.length > 1 ? turn : undefined };
}

function constraints(resolution: string | undefined, chosen: string | undefined): MediaTrackConstraints {
  const which = chosen === undefined ? { facingMode: 'user' } : { deviceId: { exact: chosen } };
  return resolution === undefined ? which : { ...which, height: { ideal: Number.parseInt(resolution, 10) } };
}

/** What one sees, as a JPEG: as large as the camera gives it, or as wide as the input is on the page. */
async function photo(video: HTMLVideoElement, full: boolean): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = full ? video.videoWidth : video.parentElement!.clientWidth;
  canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
  canvas.getContext('2d')!.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 1));
  if (!blob) {
    throw new Error('The camera shows nothing yet: try again.');
  }
  const name = `camera-input-${new Date().toISOString().replaceAll(':', '_')}.jpg`;
  return new File([blob], name, { type: blob.type });
}
