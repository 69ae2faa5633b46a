import {
  type LoyaltyPrograms,
  type LoyaltyProgramView,
  parseSiteId,
  type RemoteError,
  type SiteId,
} from '@loyalty-programs/core';
import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { element } from './element.js';

/** The programs of a service, and the site to work on. */
export interface Chosen {
  readonly programs: LoyaltyPrograms<RemoteError>;
  readonly siteId: SiteId;
}

export type Action = 'load' | 'save' | 'activate';

/** The form for the service: its address, what is stored there, and the outcome of the last call. */
export class ServiceView {
  readonly #form = element('service', HTMLFormElement);
  readonly #url = element('service-url', HTMLInputElement);
  readonly #key = element('service-key', HTMLInputElement);
  readonly #site = element('service-site', HTMLInputElement);
  readonly #stored = element('stored', HTMLElement);
  readonly #message = element('service-message', HTMLElement);

  constructor(act: (action: Action) => Promise<void>, onOtherProgram: () => void) {
    let isBusy = false;
    const actOnce = async (action: Action): Promise<void> => {
      if (isBusy) return;
      isBusy = true;
      this.#form.setAttribute('aria-busy', 'true');
      this.tell('…');
      try {
        await act(action);
      } finally {
        this.#form.removeAttribute('aria-busy');
        isBusy = false;
      }
    };
    for (const action of ['load', 'activate'] as const) {
      element(action, HTMLButtonElement).addEventListener('click', () => {
        actOnce(action).catch(reportError);
      });
    }
    for (const input of [this.#url, this.#site]) {
      input.addEventListener('input', () => {
        this.#stored.dataset['status'] = 'NONE';
        this.#stored.textContent = 'Nothing loaded';
        onOtherProgram();
      });
    }
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      actOnce('save').catch(reportError);
    });
  }

  /** The service that the form names; if it names none, shows why and returns `undefined`. */
  chosen(): Chosen | undefined {
    const siteId = parseSiteId(this.#site.value.trim());
    if (!/^https?:\/\/[^/]/u.test(this.#url.value)) {
      this.fail('The service needs an address that starts with http:// or https://.', this.#url);
    } else if (this.#key.value === '') {
      this.fail('The service wants a key. It prints one when it starts for the first time.', this.#key);
    } else if (siteId.isErr()) {
      this.fail(`The site ${siteId.error[0].description}.`, this.#site);
    } else {
      const programs = createLoyaltyProgramsClient({
        baseUrl: this.#url.value,
        credentials: { apiKey: this.#key.value },
      });
      return { programs, siteId: siteId.value };
    }
    return undefined;
  }

  showStored({ status, revision }: LoyaltyProgramView): void {
    this.#stored.dataset['status'] = status;
    this.#stored.textContent = `${status} · revision ${revision}`;
  }

  tell(message: string): void {
    this.#message.classList.remove('wrong');
    this.#message.textContent = message;
  }

  fail(message: string, focused?: HTMLElement): void {
    this.#message.classList.add('wrong');
    this.#message.textContent = message;
    focused?.focus();
  }
}
