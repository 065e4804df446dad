import { useEffect, useState } from 'react';

import '../style/charts.css';
import { classes, type ElementProps } from '../elements';
import { useBlob } from '../hooks';
import { Html } from '../parts/html';
import { FullScreenFrame } from '../parts/toolbar';
import type { Size } from '../wire';

export type Picture = { url?: string; blob?: string; mime?: string; caption_html?: string; alt?: string };
type ImageProps = { images: Picture[]; width?: Size; link?: string; pyplot?: boolean };

/** Pictures, side by side as far as they fit. */
export function Images({ node }: ElementProps<ImageProps>) {
  const { images, width, link, pyplot } = node.props;
  return (
    <FullScreenFrame>
      {() => (
        <div
          className={classes('stImage', width !== 'content' && 'st-fill', pyplot && 'st-pyplot')}
          data-testid="stImage"
        >
          {images.map((picture, index) => (
            <Figure key={index} picture={picture} link={link} />
          ))}
        </div>
      )}
    </FullScreenFrame>
  );
}

function Figure({ picture, link }: { picture: Picture; link?: string }) {
  const { url, blob, mime, caption_html: caption, alt = '' } = picture;
  const address = useAddress(blob, mime) ?? url;
  const image = address && <img src={address} alt={alt} />;
  return (
    <figure className="stImageContainer" data-testid="stImageContainer">
      {link ? (
        <a href={link} target="_blank" rel="noreferrer noopener" data-testid="stImageLink">
          {image}
        </a>
      ) : (
        image
      )}
      {caption && (
        <figcaption className="stImageCaption" data-testid="stImageCaption">
          <Html inline html={caption} />
        </figcaption>
      )}
    </figure>
  );
}

/** An address of the blob's bytes; the last one stays until the next picture is here. */
export function useAddress(name: string | undefined, type: string | undefined): string | undefined {
  const bytes = useBlob(name);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!bytes) {
      setAddress(undefined);
      return;
    }
    const made = URL.createObjectURL(new Blob([bytes as DataView<ArrayBuffer>], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return address;
}
