/** The versions of a run's prompt that an answer can be made with. */
import { useEffect, useState } from 'react';
import type { PromptVersion, RunDetail } from '../../../../electron/contract/index.ts';
import { showProblem } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';

/** null while they are being read. */
export function useVersions({ language }: Pick<RunDetail, 'language'>): readonly PromptVersion[] | null {
  const [versions, setVersions] = useState<readonly PromptVersion[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    client.prompts.versions({ promptId: `answer/${language ?? 'hr'}` }, { signal: stop.signal }).then(
      (all) => !stop.signal.aborted && setVersions(all.filter(({ issues }) => !issues.some((issue) => issue.blocking))),
      (error: unknown) => !stop.signal.aborted && showProblem(error),
    );
    return () => stop.abort();
  }, [language]);
  return versions;
}
