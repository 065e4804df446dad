// The one file that an input has of a device: just made here, on its way, or one that the kernel has.
import { useEffect, useState } from 'react';

import { useAsk, useInput } from '../hooks';
import type { InputProps } from '../wire';
import { receive, type Told } from './transfer';
import { type Coming, type Rules, useUploads } from './uploads';

export type RecordedProps = InputProps & Rules;

export interface Recorded {
  /** It is there, or on its way. */
  there: boolean;
  name: string;
  /** What it holds; undefined while that comes from the kernel. */
  blob: Blob | undefined;
  coming: Coming | undefined;
  take: (file: File) => void;
  clear: () => void;
}

export function useRecorded(id: string, node: { model?: string; props: RecordedProps }): Recorded {
  const [value, setValue] = useInput<Told[]>(node);
  const [made, setMade] = useState<{ file: File; id?: string }>();
  const uploads = useUploads(id, node.props, came => {
    const told = came.slice(-1);
    setMade(before => before && { ...before, id: told[0]!.id });
    setValue(told);
  });
  const told = value?.[0];
  const own = uploads.busy || (made?.id !== undefined && made.id === told?.id);
  const sent = useSent(id, own ? undefined : told);
  return {
    there: uploads.busy || told !== undefined,
    name: (own ? made?.file.name : told?.name) ?? '',
    blob: own ? made?.file : sent,
    coming: uploads.coming[0],
    take: file => {
      setMade({ file });
      uploads.add([{ file, name: file.name }]);
    },
    clear: () => {
      for (const { key } of uploads.coming) {
        uploads.remove(key);
      }
      setMade(undefined);
      if (told) {
        setValue([]);
      }
    }
  };
}

/** What an input was sent before this view was there, or by another one. */
function useSent(id: string, file: Told | undefined): Blob | undefined {
  const ask = useAsk(id);
  const downloads = useAsk('downloads');
  const [sent, setSent] = useState<{ id: string; blob: Blob }>();
  const wanted = file?.id;
  const type = file?.type;
  useEffect(() => {
    if (wanted === undefined) {
      return;
    }
    let over = false;
    const fetch = async () => {
      const parts = await receive(await ask({ open: wanted }), downloads, () => undefined);
      if (!over) {
        setSent({ id: wanted, blob: new Blob(parts, { type }) });
      }
    };
    // Without it one does not see what is there; the script has it all the same.
    fetch().catch(error => console.warn(error));
    return () => {
      over = true;
    };
  }, [wanted, type, ask, downloads]);
  return sent?.id === wanted ? sent?.blob : undefined;
}

/** An address for what a blob holds. */
export function useAddressOf(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = blob && URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      if (made) {
        URL.revokeObjectURL(made);
      }
    };
  }, [blob]);
  return address;
}
