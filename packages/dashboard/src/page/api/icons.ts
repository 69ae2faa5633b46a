import type { SiteId } from '@loyalty-programs/core';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { callApi, type Problem, recordAt, textAt } from './http.js';

/** What can be uploaded. Pictures that move or run something are not among them. */
export const ICON_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

/** In pixels; larger pictures are made smaller here. */
const MAX_SIZE = 512;

/** A little less than the 512 KB that the service takes. */
const MAX_BYTES = 500_000;

const toBlob = (canvas: HTMLCanvasElement, type: string): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, type, 0.9);
  });

/**
 * Draws a picture anew, at most 512 pixels wide and high: what else the file holds, such as where it was taken, does
 * not leave the browser. `undefined` where it is no picture.
 */
const redrawn = async (file: Blob): Promise<Blob | undefined> => {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIZE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    for (const type of ['image/png', 'image/webp', 'image/jpeg']) {
      const blob = await toBlob(canvas, type);
      if (blob !== null && blob.size <= MAX_BYTES) return blob;
    }
    return undefined;
  } catch {
    return undefined;
  }
};

/** Stores a picture; gives its address. */
export const uploadIcon = async (siteId: SiteId, file: Blob): Promise<Result<string, Problem>> => {
  const body = ICON_TYPES.includes(file.type) ? await redrawn(file) : undefined;
  if (body === undefined) return err({ type: 'NoPicture' });
  const answer = await callApi('/v1/icons', { method: 'POST', body, siteId });
  return answer.andThen((json) => {
    const url = textAt(recordAt(json, 'icon'), 'url') ?? (isRecord(json) ? textAt(json, 'url') : null);
    return url === null ? err({ type: 'Unavailable' }) : ok(url);
  });
};
