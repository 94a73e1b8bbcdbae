package org.thalweg.nn.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one plugin. It sees the packages of loss-api as the host has them, then its
 * own jars, then the JDK, and nothing else: a plugin may carry any version of any library.
 */
final class IsolatedLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassLoader host;
  private final ClassLoader platform;

  IsolatedLoader(String name, URL[] jars, ClassLoader host) {
    super(name, jars, ClassLoader.getPlatformClassLoader());
    this.host = host;
    this.platform = ClassLoader.getPlatformClassLoader();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = find(name);
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  private Class<?> find(String name) throws ClassNotFoundException {
    Class<?> known = findLoadedClass(name);
    if (known != null) {
      return known;
    } else if (HostPackages.containClass(name)) {
      return host.loadClass(name);
    } else if (name.startsWith("java.")) {
      return platform.loadClass(name);
    }
    try {
      return findClass(name);
    } catch (ClassNotFoundException _) {
      return platform.loadClass(name);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    if (HostPackages.containResource(name)) {
      return host.getResource(name);
    }
    URL own = findResource(name);
    return own == null ? platform.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (HostPackages.containResource(name)) {
      return host.getResources(name);
    }
    var all = Collections.list(findResources(name));
    all.addAll(Collections.list(platform.getResources(name)));
    return Collections.enumeration(all);
  }
}
