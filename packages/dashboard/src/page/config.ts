const { base = '', signIn = 'own', signOut } = document.documentElement.dataset;

/** What the server says of this page. */
export const config = {
  /** Where the page is mounted, without a slash at the end. */
  base,
  /** The page signs people in by itself; otherwise the host does. */
  hasSignIn: signIn === 'own',
  /** Where the host signs people out. */
  signOutUrl: signOut,
} as const;
