# Finds a JDK that can build and run this project. POSIX sh; used by mvnw, thalweg and the check in pom.xml.
#
#   . .mvn/find-jdk.sh && find_jdk || exit 1     sets THALWEG_JDK, or explains on stderr what to install
#   sh .mvn/find-jdk.sh                          prints the JDK's home, or explains
#
# What the user chose wins, in this order: THALWEG_JAVA_HOME, JAVA_HOME, the java on PATH. One that is too old is passed
# over, except THALWEG_JAVA_HOME, which is an order. After those, the newest JDK in the usual places. Versions come from
# each JDK's `release` file, so that no JVM is started.

jdk_needed=25

# Sets jdk_version (25.0.3 -> 25000003000) if the directory $1 is a JDK that will do; fails otherwise.
is_jdk() {
  [ -f "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
  jdk_version=
  while IFS='=' read -r jdk_key jdk_value; do
    [ "$jdk_key" = JAVA_VERSION ] || continue
    jdk_version=${jdk_value#\"}
    jdk_version=${jdk_version%%[!0-9.]*}
    break
  done <"$1/release"
  jdk_ifs=$IFS
  IFS=.
  # shellcheck disable=SC2086 # split on purpose
  set -- $jdk_version 0 0 0 0
  IFS=$jdk_ifs
  case $1 in '' | 0*) return 1 ;; esac
  [ "$1" -ge "$jdk_needed" ] || return 1
  jdk_version=$((($1 * 1000 + $2) * 1000000 + $3 * 1000 + $4))
}

# Prints the home of the java on PATH, all links resolved.
jdk_on_path() {
  jdk_java=$(command -v java) || return 1
  while [ -L "$jdk_java" ]; do
    jdk_link=$(readlink "$jdk_java")
    case $jdk_link in
      /*) jdk_java=$jdk_link ;;
      *) jdk_java=${jdk_java%/*}/$jdk_link ;;
    esac
  done
  jdk_java=${jdk_java%/*}
  printf '%s\n' "${jdk_java%/*}"
}

# Prints the JDKs that Maven has been told about.
jdks_of_maven() {
  [ ! -f "${HOME-}/.m2/toolchains.xml" ] ||
    sed -n 's:.*<jdkHome>[[:space:]]*\(.*[^[:space:]]\)[[:space:]]*</jdkHome>.*:\1:p' "$HOME/.m2/toolchains.xml"
}

find_jdk() {
  THALWEG_JDK=
  if [ -n "${THALWEG_JAVA_HOME-}" ]; then
    if is_jdk "$THALWEG_JAVA_HOME"; then
      THALWEG_JDK=$THALWEG_JAVA_HOME
      return 0
    fi
    echo "THALWEG_JAVA_HOME=$THALWEG_JAVA_HOME is not a JDK $jdk_needed or newer." >&2
    return 1
  fi
  for jdk_home in "${JAVA_HOME-}" "$(jdk_on_path)"; do
    if [ -n "$jdk_home" ] && is_jdk "$jdk_home"; then
      THALWEG_JDK=$jdk_home
      return 0
    fi
  done
  jdk_best=0
  for jdk_home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/*jdk* /opt/*jdk* /opt/java/* \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.gradle/jdks/* \
    "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "/c/Program Files/Eclipse Adoptium"/* "/c/Program Files/Java"/*; do
    if is_jdk "$jdk_home" && [ "$jdk_version" -gt "$jdk_best" ]; then
      jdk_best=$jdk_version
      THALWEG_JDK=$jdk_home
    fi
  done
  [ -z "$THALWEG_JDK" ] || return 0
  while IFS= read -r jdk_home; do
    if is_jdk "$jdk_home"; then
      THALWEG_JDK=$jdk_home
      return 0
    fi
  done <<END
$(jdks_of_maven)
END
  cat >&2 <<END
Thalweg needs a JDK $jdk_needed or newer, and none was found. Any of these brings one:
  SDKMAN (Linux, macOS):  sdk install java $jdk_needed-tem
  Debian, Ubuntu:         apt install temurin-$jdk_needed-jdk   (repository: https://adoptium.net/installation/linux)
  macOS:                  brew install --cask temurin@$jdk_needed        Windows:  winget install EclipseAdoptium.Temurin.$jdk_needed.JDK
Or, if you have one already, tell where: export JAVA_HOME=/path/to/jdk-$jdk_needed
END
  return 1
}

case ${0##*/} in
  find-jdk.sh) find_jdk && printf '%s\n' "$THALWEG_JDK" ;;
esac
