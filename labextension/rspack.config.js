// Added to the builder's own configuration: TypeScript is compiled while bundling (tsc only checks types).
const { container } = require('@rspack/core');
const Manifest = require('./manifest.js');

const PAGE = 'jupyter_streamkit_page';

module.exports = {
  plugins: [
    // The same views for the published page, which has none of what `src/index.ts` wants of a JupyterLab.
    new container.ContainerPlugin({
      name: PAGE,
      library: { type: 'var', name: PAGE },
      filename: 'views.[contenthash].js',
      exposes: { './widgets': { import: './src/widgets/index.ts', name: 'widgets' } }
    }),
    // The scripts that the first sight of a page needs, and the icon font, for the gallery.
    new Manifest(({ assets, namedChunkGroups: groups }) => ({
      widgets: groups[PAGE].assets[0].name,
      views: groups.widgets.assets.map(asset => asset.name),
      symbols: assets.find(({ info }) => /symbols.*woff2$/.test(info.sourceFilename)).name
    }))
  ],
  resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'builtin:swc-loader',
        options: {
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } }
          }
        }
      },
      { test: /@loaders\.gl/, loader: require.resolve('./no-cdn.js') },
      // Every browser we support reads woff2: the older copies of the fonts stay out of the wheel.
      { test: /\.(woff|ttf)$/, type: 'asset/resource', generator: { emit: false } }
    ]
  }
};
