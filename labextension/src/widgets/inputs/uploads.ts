// The files that an input takes: those that the kernel has, and those on their way.
import { useRef, useState } from 'react';

import { type Ask, useAsk } from '../hooks';
import type { Json } from '../wire';
import type { Chosen } from './dropped';
import { fits, inWords, send, type Told } from './transfer';

/** Files on their way at the same time. */
const AT_ONCE = 4;

export type Rules = { several?: boolean; directory?: boolean; types?: string[]; most: number };

/** A file on its way, or one that was not taken. */
export interface Coming {
  key: number;
  name: string;
  size: number;
  part: number;
  error?: string;
}

interface Job extends Coming {
  file: File;
  stop: AbortController;
}

export interface Uploads {
  coming: readonly Coming[];
  busy: boolean;
  add(chosen: Chosen[]): void;
  remove(key: number): void;
}

/**
 * Sends what is chosen. When nothing is on its way any more, `done` gets the files that came, in their order: one
 * change of the value, and one run, for all of them. `says` goes with what the kernel is asked.
 */
export function useUploads(
  id: string,
  rules: Rules,
  done: (files: Told[]) => void,
  says: { [name: string]: Json } = {}
): Uploads {
  const ask = useAsk(id);
  const begin: Ask = request => ask({ ...request, ...says });
  const uploads = useAsk('uploads');
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const queue = useRef(new Queue());
  const finish = useRef(done);
  finish.current = done;

  const change = (key: number, what: Partial<Job>) =>
    setJobs(all => all.map(job => (job.key === key ? { ...job, ...what } : job)));
  const forget = (keys: number[]) => setJobs(all => all.filter(job => !keys.includes(job.key)));

  const add = (chosen: Chosen[]) => {
    const taken = rules.several ? chosen : chosen.slice(0, 1);
    const fresh = taken
      .filter(({ file, name }) => !rules.directory || fits(name, file.type, rules.types))
      .map(({ file, name }) => queue.current.job(file, name, refusal(file, name, rules)));
    for (const job of rules.several ? [] : jobs) {
      job.stop.abort();
    }
    setJobs(all => [...(rules.several ? all.filter(job => job.error === undefined) : []), ...fresh]);
    queue.current.add(
      fresh.filter(job => job.error === undefined),
      (job: Job) => run(job, begin, uploads, part => change(job.key, { part })),
      (job, error) => change(job.key, { error }),
      files => {
        forget([...files.keys()]);
        finish.current([...files.values()]);
      }
    );
  };

  const remove = (key: number) => {
    jobs.find(job => job.key === key)?.stop.abort();
    forget([key]);
  };

  return { coming: jobs, busy: jobs.some(job => job.error === undefined), add, remove };
}

function run(job: Job, begin: Ask, uploads: Ask, progress: (part: number) => void): Promise<Told> {
  return send(job.file, job.name, begin, uploads, job.stop.signal, progress);
}

/** Why a file is not taken, in words. The kernel has the last one. */
function refusal(file: File, name: string, { types, most }: Rules): string | undefined {
  if (!fits(name, file.type, types)) {
    return `Only ${types!.join(', ')} is accepted`;
  }
  return file.size > most ? `Larger than ${inWords(most)}` : undefined;
}

class Queue {
  private waiting: (() => Promise<void>)[] = [];
  private running = 0;
  private keys = 0;
  private came = new Map<number, Told>();

  job(file: File, name: string, error: string | undefined): Job {
    const key = ++this.keys;
    const job: Job = { key, name, size: file.size, part: 0, file, stop: new AbortController() };
    return error === undefined ? job : { ...job, error };
  }

  add(
    jobs: Job[],
    run: (job: Job) => Promise<Told>,
    fail: (job: Job, error: string) => void,
    end: (files: Map<number, Told>) => void
  ): void {
    for (const job of jobs) {
      this.waiting.push(async () => {
        try {
          const told = await run(job);
          if (!job.stop.signal.aborted) {
            this.came.set(job.key, told);
          }
        } catch (error) {
          if (!job.stop.signal.aborted) {
            fail(job, (error as Error).message);
          }
        }
      });
    }
    while (this.running < AT_ONCE && this.waiting.length > 0) {
      void this.work(end);
    }
  }

  private async work(end: (files: Map<number, Told>) => void): Promise<void> {
    this.running += 1;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      await next();
    }
    this.running -= 1;
    if (this.running === 0 && this.came.size > 0) {
      const files = new Map([...this.came].sort(([one], [other]) => one - other));
      this.came.clear();
      end(files);
    }
  }
}
