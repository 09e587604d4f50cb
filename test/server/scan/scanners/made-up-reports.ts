// Reports in the shapes that the scanners' documentation tells, made up for these tests.

const DIFF = ["a", "b", "c"].map((letter) => `sha256:${letter.repeat(64)}`);

export const trivyJson = {
  SchemaVersion: 2,
  Trivy: { Version: "0.74.0" },
  ArtifactName: "image.tar",
  ArtifactType: "container_image",
  Metadata: {
    OS: { Family: "debian", Name: "12.5" },
    ImageID: `sha256:${"1".repeat(64)}`,
    DiffIDs: DIFF,
    RepoTags: ["shop.example/shop:1"],
    RepoDigests: [`shop.example/shop@sha256:${"2".repeat(64)}`],
    ImageConfig: {
      architecture: "arm64",
      os: "linux",
      created: "2026-01-01T00:00:00Z",
      rootfs: { diff_ids: DIFF },
      config: { Labels: { a: "b" } },
    },
  },
  Results: [
    {
      Target: "image.tar (debian 12.5)",
      Class: "os-pkgs",
      Type: "debian",
      Packages: [
        {
          Name: "tar",
          Version: "1.34",
          Identifier: { PURL: "pkg:deb/debian/tar@1.34?distro=debian-12.5" },
          Layer: { DiffID: DIFF[0] },
        },
      ],
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-2026-1",
          VendorIDs: ["DSA-1"],
          PkgName: "libssl3",
          PkgIdentifier: { PURL: "pkg:deb/debian/libssl3@3.0.1?arch=arm64&distro=debian-12.5&epoch=1" },
          InstalledVersion: "1:3.0.1",
          FixedVersion: "1:3.0.2",
          Status: "fixed",
          Layer: { DiffID: DIFF[1] },
          SeveritySource: "debian",
          PrimaryURL: "https://avd.example/cve-2026-1",
          Title: "reads too far",
          Severity: "HIGH",
          CVSS: { nvd: { V3Score: 8.1 } },
        },
        {
          VulnerabilityID: "CVE-2026-2",
          PkgName: "libssl3",
          PkgIdentifier: { PURL: "pkg:deb/debian/libssl3@3.0.1?arch=arm64&distro=debian-12.5&epoch=1" },
          InstalledVersion: "1:3.0.1",
          Status: "will_not_fix",
          Severity: "UNKNOWN",
          PrimaryURL: "javascript:alert(1)",
        },
      ],
    },
    {
      Target: "app/bin/tool",
      Class: "lang-pkgs",
      Type: "gobinary",
      Vulnerabilities: [
        {
          VulnerabilityID: "GHSA-aaaa-bbbb-cccc",
          PkgName: "golang.example/x/net",
          PkgIdentifier: { PURL: "pkg:golang/golang.example/x/net@v0.17.0" },
          InstalledVersion: "v0.17.0",
          FixedVersion: "0.16.9, 0.23.0, 0.18.1",
          Severity: "MEDIUM",
        },
      ],
    },
  ],
};

export const grypeJson = {
  matches: [
    {
      vulnerability: {
        id: "GHSA-aaaa-bbbb-cccc",
        dataSource: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
        severity: "Negligible",
        description: "reads too far",
        cvss: [],
        fix: { versions: ["1.3.0", "1.2.1"], state: "fixed" },
        knownExploited: [{ cve: "CVE-2026-1" }],
      },
      relatedVulnerabilities: [
        {
          id: "CVE-2026-1",
          cvss: [
            { version: "2.0", metrics: { baseScore: 10 } },
            { version: "3.1", metrics: { baseScore: 7.5 } },
          ],
        },
      ],
      artifact: {
        name: "left-pad",
        version: "1.2.0",
        type: "npm",
        purl: "pkg:npm/left-pad@1.2.0",
        locations: [
          { path: "/app/node_modules/left-pad/package.json", layerID: DIFF[2] },
          { path: "/app/node_modules/left-pad/package.json", layerID: DIFF[1] },
        ],
      },
    },
    {
      vulnerability: { id: "CVE-2026-2", severity: "High", fix: { versions: [], state: "wont-fix" } },
      artifact: { name: "tar", version: "1.34", purl: "pkg:deb/debian/tar@1.34", locations: [] },
    },
  ],
  source: {
    type: "image",
    target: {
      imageID: "sha256:1",
      os: "linux",
      architecture: "amd64",
      tags: ["shop:1"],
      layers: DIFF.map((digest) => ({ digest })),
    },
  },
  distro: { name: "debian", version: "12" },
  descriptor: { name: "grype", version: "0.121.2", db: { status: { built: "2026-11-01T00:00:00Z" } } },
};

export const osvJson = {
  results: [
    {
      source: { path: "/var/lib/dpkg/status", type: "artifact" },
      packages: [
        {
          package: {
            name: "openssl",
            os_package_name: "libssl3",
            version: "3.0.1",
            ecosystem: "Debian:12",
            image_origin_details: { index: 2 },
          },
          groups: [{ ids: ["DEBIAN-CVE-2026-1"], aliases: ["CVE-2026-1", "DEBIAN-CVE-2026-1"], max_severity: "" }],
          vulnerabilities: [
            {
              id: "DEBIAN-CVE-2026-1",
              upstream: ["CVE-2026-1"],
              details: "reads too far",
              severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
              affected: [
                {
                  package: { ecosystem: "Debian:12", name: "openssl" },
                  ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "3.0.2" }] }],
                },
              ],
            },
          ],
        },
        { package: { name: "tar", version: "1.34", ecosystem: "Debian:12", image_origin_details: { index: 0 } } },
      ],
    },
  ],
  experimental_config: {},
  image_metadata: {
    os: "Debian GNU/Linux 12",
    layer_metadata: [
      { diff_id: DIFF[0], is_empty: false },
      { diff_id: "", is_empty: true },
      { diff_id: DIFF[1], is_empty: false },
    ],
  },
};

export const scoutSarif = {
  version: "2.1.0",
  runs: [
    {
      tool: {
        driver: {
          name: "docker scout",
          fullName: "Docker Scout",
          version: "1.21.0",
          rules: [
            {
              id: "CVE-2026-1",
              helpUri: "https://scout.example/v/CVE-2026-1",
              shortDescription: { text: "CVE-2026-1: reads too far" },
              properties: {
                affected_version: ">=1",
                cvssV3_severity: "HIGH",
                fixed_version: "3.0.2",
                purls: ["pkg:deb/debian/openssl@3.0.1?os_name=debian", "pkg:npm/openssl@1.0.0"],
                "security-severity": "8.1",
              },
            },
            {
              id: "CVE-2026-2",
              properties: {
                fixed_version: "not fixed",
                cvssV3_severity: "UNSPECIFIED",
                purls: ["pkg:deb/debian/tar@1.34"],
              },
            },
          ],
        },
      },
      results: [
        {
          ruleId: "CVE-2026-1",
          ruleIndex: 0,
          message: { text: "…" },
          locations: [{ physicalLocation: { artifactLocation: { uri: "/var/lib/dpkg/status" } } }],
        },
        { ruleId: "CVE-2026-2", ruleIndex: 1, message: { text: "…" } },
      ],
    },
  ],
};

export const snykJson = [
  {
    ok: false,
    packageManager: "deb",
    projectName: "docker-image|shop",
    targetFile: "/shop/Dockerfile",
    platform: "linux/amd64",
    docker: { baseImage: "debian:12" },
    vulnerabilities: [
      {
        id: "SNYK-DEBIAN12-OPENSSL-1",
        title: "Out-of-bounds Read",
        severity: "high",
        cvssScore: 8.1,
        identifiers: { CVE: ["CVE-2026-1"], CWE: [] },
        packageManager: "debian:12",
        packageName: "openssl",
        name: "openssl/libssl3",
        version: "3.0.1",
        nearestFixedInVersion: "3.0.2",
        from: ["docker-image|shop@1", "openssl/libssl3@3.0.1"],
      },
    ],
    applications: [
      {
        packageManager: "npm",
        targetFile: "/app/package.json",
        vulnerabilities: [
          {
            id: "SNYK-JS-LEFTPAD-1",
            title: "Malicious Package",
            severity: "critical",
            identifiers: {},
            packageName: "@shop/left-pad",
            version: "1.2.0",
            fixedIn: [],
            from: ["shop@1", "@shop/left-pad@1.2.0"],
          },
        ],
      },
    ],
  },
];

export const twistcliJson = {
  results: [
    {
      id: "sha256:1",
      name: "shop:1",
      distro: "Debian GNU/Linux 12 (bookworm)",
      distroRelease: "bookworm",
      packages: [
        { type: "os", name: "openssl", version: "3.0.1" },
        { type: "nodejs", name: "left-pad", version: "1.2.0", path: "/app/package.json" },
      ],
      vulnerabilities: [
        {
          id: "CVE-2026-1",
          status: "fixed in 1.1.9, 1.2.1",
          cvss: 9.8,
          severity: "important",
          packageName: "left-pad",
          packageVersion: "1.2.0",
          link: "https://nvd.example/CVE-2026-1",
          description: "reads too far",
          riskFactors: ["Attack vector: network", "Exploit exists - in the wild"],
        },
        { id: "CVE-2026-2", status: "will not fix", severity: "low", packageName: "openssl", packageVersion: "3.0.1" },
      ],
      vulnerabilityDistribution: { critical: 0 },
    },
  ],
  consoleURL: "https://console.example",
};

export const clairJson = {
  manifest_hash: `sha256:${"2".repeat(64)}`,
  packages: {
    "1": { id: "1", name: "libssl3", version: "3.0.1", kind: "binary", source: { name: "openssl", version: "3.0.1" } },
    "2": { id: "2", name: "tar", version: "1.34" },
  },
  distributions: { "1": { did: "debian", version_id: "12", version_code_name: "bookworm", pretty_name: "Debian 12" } },
  environments: { "1": [{ package_db: "var/lib/dpkg/status", introduced_in: DIFF[1] }] },
  vulnerabilities: {
    "9": {
      name: "CVE-2026-1 on Debian 12",
      description: "reads too far",
      links: "https://security.example/CVE-2026-1 https://other.example",
      severity: "not yet assigned",
      normalized_severity: "Negligible",
      fixed_in_version: "3.0.2",
    },
  },
  package_vulnerabilities: { "1": ["9"] },
};

export const diffIds = DIFF;
