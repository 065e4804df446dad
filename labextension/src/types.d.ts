declare module '*.css';

/** The versions of the packages that the published page shares with our views. */
declare const VERSIONS: { [name in 'react' | 'react-dom' | '@jupyter-widgets/base']: string };
