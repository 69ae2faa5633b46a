import { FIELDS } from '@loyalty-programs/core';

/** What can be shown of an icon. `elsewhere`: its URL is not one of the web. */
export type IconState = 'none' | 'loading' | 'shown' | 'broken' | 'elsewhere';

/** Shows the icon's image, or a drawn coin until there is one. */
export class IconView {
  readonly #frames: readonly HTMLElement[];
  readonly #onChange: (state: IconState) => void;
  #url = '';
  #timer = 0;

  constructor(frames: readonly HTMLElement[], onChange: (state: IconState) => void) {
    this.#frames = frames;
    this.#onChange = onChange;
  }

  /** Loads the image when its URL has not changed for a moment. Only `http:` and `https:` URLs are ever loaded. */
  show(url: string): void {
    if (url === this.#url) return;
    this.#url = url;
    clearTimeout(this.#timer);
    const isIcon = FIELDS.pointDefinition.icon.kind.parse({ url }, '').match(
      () => true,
      () => false,
    );
    if (!isIcon) {
      this.#settle('none');
    } else if (/^https?:/iu.test(url)) {
      this.#settle('loading');
      this.#timer = window.setTimeout(() => {
        this.#load(url);
      }, 300);
    } else {
      this.#settle('elsewhere');
    }
  }

  #load(url: string): void {
    const picture = new Image();
    picture.alt = '';
    picture.referrerPolicy = 'no-referrer';
    const settle = (state: 'shown' | 'broken') => (): void => {
      if (url === this.#url) this.#settle(state, picture);
    };
    picture.addEventListener('load', settle('shown'));
    picture.addEventListener('error', settle('broken'));
    picture.src = url;
  }

  #settle(state: IconState, picture?: HTMLImageElement): void {
    for (const frame of this.#frames) {
      frame.dataset['state'] = state;
      frame.replaceChildren(...(state === 'shown' && picture !== undefined ? [picture.cloneNode()] : []));
    }
    this.#onChange(state);
  }
}
