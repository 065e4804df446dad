// The published page's own entry: what starts it, in one file with React. Its views are the labextension's, so
// this build comes after that one, into the same folder.
const path = require('node:path');
const rspack = require('@rspack/core');
const extension = require('./rspack.config.js');
const Manifest = require('./manifest.js');

const SHARED = ['react', 'react-dom', '@jupyter-widgets/base'];
const versions = SHARED.map(name => [name, require(`${name}/package.json`).version]);

const config = {
  mode: 'production',
  entry: './src/page/index.ts',
  resolve: extension.resolve,
  module: { rules: extension.module.rules },
  output: {
    path: path.join(__dirname, '../jupyter_streamkit/labextension/static'),
    filename: 'page.[contenthash].js',
    hashFunction: 'xxhash64'
  },
  plugins: [
    new rspack.DefinePlugin({ VERSIONS: JSON.stringify(Object.fromEntries(versions)) }),
    new Manifest(stats => ({ script: stats.assetsByChunkName.main[0] }))
  ]
};

rspack.rspack(config, (error, stats) => {
  if (error || stats.hasErrors()) {
    console.error(error ?? stats.toString('errors-only'));
    process.exit(2);
  }
});
