/// The layers, one record a file: its components are its configuration, and it declares its
/// parameters by path. [hebb.nn.layer.Layers] lists them by name.
@NullMarked
package hebb.nn.layer;

import org.jspecify.annotations.NullMarked;
